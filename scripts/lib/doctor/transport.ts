import { isIP } from 'node:net'
import { TLSSocket } from 'node:tls'
import { Client } from 'pg'
import { type Finding, ok, problem } from './finding'

const CONNECT_TIMEOUT_MS = 5_000

/** How the connection to a PostgreSQL server is secured. */
export type Transport = 'local' | 'plain' | 'not_verified' | 'verified'

/** Whether a host is this machine, so that the connection doesn't leave it. A path is the folder of a Unix socket. */
export function isLocalHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (name === '' || name.startsWith('/') || name === 'localhost' || name.endsWith('.localhost')) return true
  return isIP(name) === 4 ? name.startsWith('127.') : name === '::1'
}

/**
 * Connects like the app and inspects the socket, which shows the combined effect of `sslmode`, server and environment.
 * `sslmode` alone isn't enough: `pg` doesn't encrypt if it is absent, treats `prefer`, `require` and `verify-ca` as
 * `verify-full`, and verifies nothing with `no-verify` or `uselibpqcompat`.
 *
 * @throws errors of `pg` if it can't connect
 */
export async function transportOf(url: string): Promise<Exclude<Transport, 'local'>> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  client.on('error', () => {})
  try {
    await client.connect()
    const stream: unknown = Reflect.get(Reflect.get(client, 'connection') ?? {}, 'stream')
    if (!(stream instanceof TLSSocket)) return 'plain'
    // `authorized` means a valid chain. The name is checked only if nothing has switched that off.
    const ssl: unknown = client.ssl
    const isLax =
      typeof ssl === 'object' &&
      ssl !== null &&
      ('checkServerIdentity' in ssl || Reflect.get(ssl, 'rejectUnauthorized') === false)
    return stream.authorized && !isLax ? 'verified' : 'not_verified'
  } finally {
    await client.end().catch(() => {})
  }
}

const FIX =
  'add ?sslmode=verify-full to it, and &sslrootcert=/path/to/ca.pem if a private authority signed the server’s certificate. See docs/operations.md.'

/** The finding for the connection of one variable. */
export function transportFinding(variable: string, host: string, transport: Transport): Finding {
  const to = `${variable}: the connection to PostgreSQL on ${host}`
  switch (transport) {
    case 'local':
      return ok(`${to} stays on this machine.`)
    case 'verified':
      return ok(`${to} is encrypted, and the server’s certificate is verified.`)
    case 'not_verified':
      return problem(
        `${to} is encrypted, but the server’s certificate is not verified: someone on the network can pose as the server.`,
        `In ${variable}, ${FIX}`,
      )
    case 'plain':
      return problem(
        `${to} is not encrypted: anyone on the network can read and change names, addresses and sealed tokens.`,
        `In ${variable}, ${FIX}`,
      )
    default:
      return transport satisfies never
  }
}

/** Checks how the connections of these variables are secured. */
export async function checkTransports(urls: Readonly<Record<string, string | null>>): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [variable, url] of Object.entries(urls)) {
    if (url === null) continue
    const { host } = new Client({ connectionString: url })
    try {
      const transport = isLocalHost(host) ? 'local' : await transportOf(url)
      findings.push(transportFinding(variable, host, transport))
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown'
      findings.push(
        problem(
          `${variable}: no connection to PostgreSQL on ${host} (${why}).`,
          `Check host, port and sslmode in ${variable}. With sslmode the server must speak TLS, and its certificate must name this host and come from a trusted authority (sslrootcert).`,
        ),
      )
    }
  }
  return findings
}
