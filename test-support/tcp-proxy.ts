import { createServer, type Socket, connect as tcpConnect } from 'node:net'

export interface TcpProxy {
  readonly port: number
  /** How many connections are open through it. */
  connections(): number
  /** Holds all traffic on open connections without closing them. New connections pass unless `also`. */
  freeze(also?: 'new connections'): void
  /** Resumes frozen connections and delivers everything that was held. */
  thaw(): void
  /** Adds this delay in each direction. */
  delay(milliseconds: number): void
  /** Resets every open connection. */
  cut(): void
  /** Refuses new connections and cuts the open ones. */
  refuse(): Promise<void>
  /** Accepts connections again. */
  accept(): Promise<void>
  /** The side that asked gets no more of the answers on its open connections, and sees its connection closed by the other. */
  halfClose(): void
  /**
   * The next request that contains `text` reaches the server, and its answer never comes back: the connection is cut.
   * Resolves when that has happened.
   */
  loseAnswerTo(text: string): Promise<void>
  /**
   * The next request that contains `text` is held, with all that follows on its connection, until `thaw`. Resolves when
   * that has happened.
   */
  holdRequest(text: string): Promise<void>
  close(): Promise<void>
}

interface Pair {
  readonly near: Socket
  readonly far: Socket
  frozen: boolean
  /** The data held while frozen, in order. */
  readonly waiting: (() => void)[]
  loses: (() => void) | null
}

/** A TCP proxy in front of a server, for tests of a network that delays, cuts or goes silent. */
async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  let freezeNew = false
  let delayMs = 0
  let losing: { text: string; done: () => void } | null = null
  let holding: { text: string; done: () => void } | null = null

  function pass(pair: Pair, to: Socket, chunk: Uint8Array): void {
    const write = () => void (to.destroyed || to.write(chunk))
    if (pair.frozen) pair.waiting.push(write)
    else if (delayMs > 0) setTimeout(() => (pair.frozen ? pair.waiting.push(write) : write()), delayMs)
    else write()
  }

  const server = createServer({ allowHalfOpen: true, pauseOnConnect: false }, (near) => {
    const far = tcpConnect({ ...target, allowHalfOpen: true })
    const pair: Pair = { near, far, frozen: freezeNew, waiting: [], loses: null }
    pairs.add(pair)
    near.setNoDelay(true)
    far.setNoDelay(true)
    near.on('data', (chunk: Buffer) => {
      if (losing && chunk.includes(losing.text)) {
        pair.loses = losing.done
        losing = null
      }
      if (holding && chunk.includes(holding.text)) {
        pair.frozen = true
        holding.done()
        holding = null
      }
      pass(pair, far, new Uint8Array(chunk))
    })
    far.on('data', (chunk: Uint8Array) => {
      if (!pair.loses) return pass(pair, near, new Uint8Array(chunk))
      const done = pair.loses
      pair.loses = null
      near.destroy()
      far.destroy()
      done()
    })
    near.on('end', () => (pair.frozen ? pair.waiting.push(() => far.end()) : far.end()))
    far.on('end', () => (pair.frozen ? pair.waiting.push(() => near.end()) : near.end()))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => {})
      one.on('close', () => {
        pairs.delete(pair)
        // A frozen connection does not pass on that the other side closed.
        if (!pair.frozen || one === near) other.destroy()
      })
    }
  })
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve())
    })
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const cut = () => {
    for (const { near, far } of pairs) {
      near.resetAndDestroy()
      far.destroy()
    }
    pairs.clear()
  }

  return {
    port,
    connections: () => pairs.size,
    freeze(also) {
      freezeNew = also === 'new connections'
      for (const pair of pairs) pair.frozen = true
    },
    thaw() {
      freezeNew = false
      for (const pair of pairs) {
        pair.frozen = false
        for (const write of pair.waiting.splice(0)) write()
      }
    },
    delay(milliseconds) {
      delayMs = milliseconds
    },
    cut,
    refuse() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      cut()
      return closed
    },
    accept: () => listen(port),
    halfClose() {
      for (const { near } of pairs) near.end()
    },
    loseAnswerTo(text) {
      return new Promise((done) => {
        losing = { text, done }
      })
    },
    holdRequest(text) {
      return new Promise((done) => {
        holding = { text, done }
      })
    },
    async close() {
      cut()
      if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The same URL, through a proxy. */
export function throughProxy(url: string, proxy: TcpProxy): string {
  const changed = new URL(url)
  changed.hostname = '127.0.0.1'
  changed.port = String(proxy.port)
  return changed.href
}

/** Starts a proxy in front of the server that a URL names. */
export function startProxyBefore(url: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(url)
  return startTcpProxy({ host: hostname, port: Number(port) || 5432 })
}
