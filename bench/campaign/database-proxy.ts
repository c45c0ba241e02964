import { createServer, type Server, Socket } from 'node:net'
import { freePort } from '../../test-support/free-port'

/** A way to a database server that can be cut or fall silent. */
export interface DatabaseProxy {
  /** The address of the same database through the proxy. */
  readonly url: string
  /** Every connection is reset, and none accepted, for so long. */
  cut(milliseconds: number): void
  /** Nothing passes in either direction for so long; then everything that waited does. */
  silence(milliseconds: number): void
  /** The statement that is under way is carried out, and its answer never arrives. */
  loseAnswers(milliseconds: number): void
  close(): Promise<void>
}

export async function databaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl)
  const pairs = new Set<readonly [Socket, Socket]>()
  let refusing = false
  let silent = false
  let losing = false
  const end = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
    pairs.clear()
  }
  const server: Server = createServer((client) => {
    if (refusing) return void client.destroy()
    const upstream = new Socket()
    upstream.connect(Number(target.port || 5432), target.hostname)
    const pair = [client, upstream] as const
    pairs.add(pair)
    client.on('data', (data) => {
      upstream.write(new Uint8Array(data))
      if (silent) client.pause()
    })
    upstream.on('data', (data) => {
      if (!losing) client.write(new Uint8Array(data))
      if (silent) upstream.pause()
    })
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on('error', () => {})
      from.on('close', () => {
        to.destroy()
        pairs.delete(pair)
      })
    }
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.href,
    cut(milliseconds) {
      refusing = true
      end()
      setTimeout(() => {
        refusing = false
      }, milliseconds)
    },
    silence(milliseconds) {
      silent = true
      for (const pair of pairs) for (const socket of pair) socket.pause()
      setTimeout(() => {
        silent = false
        for (const pair of pairs) for (const socket of pair) socket.resume()
      }, milliseconds)
    },
    loseAnswers(milliseconds) {
      losing = true
      setTimeout(() => {
        losing = false
        end()
      }, milliseconds)
    },
    async close() {
      end()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
