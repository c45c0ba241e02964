import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext, TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPostgresDatabase, dropPostgresDatabases } from '@/test-support/postgres-databases'
import { selfSigned } from '@/test-support/self-signed'
import { checkTransports, isLocalHost, transportFinding, transportOf } from './transport'

/** The length of PostgreSQL's SSLRequest message (protocol 3.0). */
const SSL_REQUEST_BYTES = 8
const HOST = 'localhost'

describe('a host of this machine', () => {
  it.each([
    'localhost',
    'LOCALHOST',
    'db.localhost',
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '[::1]',
    '/var/run/postgresql',
    '',
  ])('is %s', (host) => expect(isLocalHost(host)).toBe(true))
  it.each([
    '10.0.0.1',
    '192.168.1.2',
    'db',
    'localhost.example.com',
    '127.example.com',
    'db.internal',
    '::2',
  ])('is not %s', (host) => expect(isLocalHost(host)).toBe(false))
})

describe('the connection to a PostgreSQL server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-tls-'))
  const ca = join(folder, 'ca.pem')
  const otherCa = join(folder, 'other.pem')
  const mine = selfSigned()
  const elsewhere = selfSigned('elsewhere.example')
  const sockets = new Set<Socket>()
  let database = ''
  let speaking: Server
  let misnamed: Server
  let silent: Server

  /** PostgreSQL behind TLS: accepts the SSLRequest and proxies the decrypted data. */
  function front(pair: typeof mine | null): Promise<Server> {
    const target = new URL(database)
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      const inner = connect(Number(target.port || 5432), target.hostname)
      sockets.add(inner)
      inner.on('error', () => {})
      socket.once('data', (first) => {
        if (first.byteLength !== SSL_REQUEST_BYTES) {
          inner.write(first.toString('latin1'), 'latin1')
          socket.pipe(inner).pipe(socket)
          return
        }
        if (pair === null) {
          socket.end('N')
          return
        }
        socket.write('S')
        const secure = new TLSSocket(socket, {
          isServer: true,
          secureContext: createSecureContext({ cert: pair.certificate, key: pair.key }),
        })
        secure.on('error', () => {})
        secure.pipe(inner).pipe(secure)
      })
    })
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
  }

  function through(server: Server, query = ''): string {
    const url = new URL(database)
    url.hostname = HOST
    url.port = String((server.address() as AddressInfo).port)
    url.search = query
    return url.href
  }

  beforeAll(async () => {
    database = await createPostgresDatabase('tls', process.env.LATCHKEY_TEST_TEMPLATE)
    writeFileSync(ca, mine.certificate)
    writeFileSync(otherCa, elsewhere.certificate)
    ;[speaking, misnamed, silent] = await Promise.all([front(mine), front(elsewhere), front(null)])
  })
  afterAll(async () => {
    for (const socket of sockets) socket.destroy()
    for (const server of [speaking, misnamed, silent]) server.close()
    rmSync(folder, { recursive: true, force: true })
    await dropPostgresDatabases(new URL(database).pathname.slice(1))
  })

  it('on this machine needs no encryption', async () => {
    expect(await checkTransports({ DATABASE_URL: database, DATABASE_DIRECT_URL: null })).toEqual([
      { isOk: true, message: expect.stringMatching(/^DATABASE_URL: .* stays on this machine/) },
    ])
  })

  it('to another machine that doesn’t respond is a separate finding', async () => {
    const [finding] = await checkTransports({ DATABASE_DIRECT_URL: 'postgresql://u:sesame@192.0.2.1:1/d' })
    expect(finding).toMatchObject({
      isOk: false,
      message: expect.stringMatching(/^DATABASE_DIRECT_URL: no conn/),
    })
    expect(JSON.stringify(finding)).not.toContain('sesame')
  })

  it.each<[string, () => [Server, string], string]>([
    ['without sslmode', () => [speaking, ''], 'plain'],
    ['with sslmode=disable', () => [speaking, 'sslmode=disable'], 'plain'],
    ['with sslmode=no-verify', () => [speaking, 'sslmode=no-verify'], 'not_verified'],
    [
      'with no-verify, even if the authority is known',
      () => [speaking, `sslmode=no-verify&sslrootcert=${ca}`],
      'not_verified',
    ],
    ['with require as in libpq', () => [speaking, 'uselibpqcompat=true&sslmode=require'], 'not_verified'],
    [
      'with verify-ca as in libpq, which doesn’t check the name',
      () => [misnamed, `uselibpqcompat=true&sslmode=verify-ca&sslrootcert=${otherCa}`],
      'not_verified',
    ],
    ['with verify-full', () => [speaking, `sslmode=verify-full&sslrootcert=${ca}`], 'verified'],
  ])('%s', async (_what, where, expected) => {
    const [server, query] = where()
    expect(await transportOf(through(server, query))).toBe(expected)
  })

  it.each<[string, () => [Server, string]]>([
    ['a server without TLS', () => [silent, `sslmode=verify-full&sslrootcert=${ca}`]],
    ['a certificate from an unknown authority', () => [speaking, 'sslmode=verify-full']],
    ['a certificate with another name', () => [misnamed, `sslmode=verify-full&sslrootcert=${otherCa}`]],
  ])('verify-full does not connect to %s', async (_what, where) => {
    const [server, query] = where()
    await expect(transportOf(through(server, query))).rejects.toThrow(/SSL|certificate|altnames/)
  })

  it('results in a finding with a fix', () => {
    const of = (transport: Parameters<typeof transportFinding>[2]) =>
      transportFinding('DATABASE_URL', HOST, transport)
    expect([of('local').isOk, of('verified').isOk, of('plain').isOk, of('not_verified').isOk]).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(of('plain').fix).toContain('sslmode=verify-full')
  })
})
