import { isIP } from 'node:net'
import { TLSSocket } from 'node:tls'
import { Client } from 'pg'
import { bad, type Finding, good } from './finding'

const CONNECT_TIMEOUT_MS = 5_000

/** How the connection to a PostgreSQL server travels. */
export type Transport = 'local' | 'plain' | 'not_verified' | 'verified'

/** Whether a host is this machine: nothing of the connection leaves it. A path is a Unix socket's folder. */
export function isLocalHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (name === '' || name.startsWith('/') || name === 'localhost' || name.endsWith('.localhost')) return true
  return isIP(name) === 4 ? name.startsWith('127.') : name === '::1'
}

/**
 * Connects as the app does and looks at the socket itself: what `sslmode`, the server and the environment together
 * came to. `sslmode` alone does not tell, for `pg` sends everything in clear when it is absent, takes `prefer`,
 * `require` and `verify-ca` for `verify-full`, and verifies nothing with `no-verify` or `uselibpqcompat`.
 *
 * @throws what `pg` throws when there is no connection
 */
export async function transportOf(url: string): Promise<Exclude<Transport, 'local'>> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  client.on('error', () => {})
  try {
    await client.connect()
    const stream: unknown = Reflect.get(Reflect.get(client, 'connection') ?? {}, 'stream')
    if (!(stream instanceof TLSSocket)) return 'plain'
    // `authorized` says that the chain is good; the name is only checked where nothing switched that off.
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

const MEND =
  'add ?sslmode=verify-full to it, and &sslrootcert=/path/to/ca.pem when a private authority signed the server’s certificate. docs/operations.md says more.'

/** What the transport of one variable's database means. */
export function transportFinding(variable: string, host: string, transport: Transport): Finding {
  const to = `${variable}: the connection to PostgreSQL on ${host}`
  switch (transport) {
    case 'local':
      return good(`${to} stays on this machine.`)
    case 'verified':
      return good(`${to} is encrypted, and the server’s certificate is verified.`)
    case 'not_verified':
      return bad(
        `${to} is encrypted, but the server’s certificate is not verified: someone on the way can pose as the server.`,
        `In ${variable}, ${MEND}`,
      )
    case 'plain':
      return bad(
        `${to} is not encrypted: who can read the network reads names, addresses and sealed tokens, and can change them.`,
        `In ${variable}, ${MEND}`,
      )
    default:
      return transport satisfies never
  }
}

/** How the connections of these variables travel. A server that does not answer is another check's finding. */
export async function transports(urls: Readonly<Record<string, string | null>>): Promise<Finding[]> {
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
        bad(
          `${variable}: no connection to PostgreSQL on ${host} (${why}).`,
          `Check host, port and sslmode in ${variable}. With sslmode the server must speak TLS, and its certificate must name this host and come from an authority that is known here (sslrootcert).`,
        ),
      )
    }
  }
  return findings
}
