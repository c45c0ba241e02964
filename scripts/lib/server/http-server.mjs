import { createServer, Server as HttpServer } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { MAX_REQUEST_HEAD_BYTES, respondToUnreadable } from './unreadable-requests.mjs'

const POLL_INTERVAL_MS = 50
/** How long a connection that was accepted last may take to send its request. */
const LAST_REQUEST_MS = 300
/** After this many turns of the event loop without a new connection, none is waiting to be accepted. */
const QUIET_TURNS = 20
const MAX_QUIET_WAIT_MS = 2_000

/** One turn of the event loop, which accepts connections and reads data that have arrived. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

/**
 * Creates an HTTP server that can stop without losing a request.
 *
 * `retire()`: it keeps serving, but every response has `Connection: close`, so that keep-alive clients send their next
 * request elsewhere.
 *
 * `drain(milliseconds)`: it accepts no more connections and waits for the running requests. Returns how many it had to cut
 * off when the time was up.
 *
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => unknown} handle
 */
export function createDrainableServer(handle) {
  /** @type {Set<import('node:http').ServerResponse>} */
  const running = new Set()
  let retiring = false
  let connections = 0
  const closeAfterResponse = (response) => {
    if (!response.headersSent) response.setHeader('Connection', 'close')
  }
  const server = createServer({ maxHeaderSize: MAX_REQUEST_HEAD_BYTES }, (request, response) => {
    running.add(response)
    response.once('close', () => running.delete(response))
    if (retiring) closeAfterResponse(response)
    handle(request, response)
  })
  server.on('clientError', respondToUnreadable)
  server.on('connection', () => {
    connections++
  })

  /**
   * Accepts waiting connections: closing a listening socket resets the connections that the system has established but we
   * haven't accepted yet, which can be many after a busy moment.
   */
  async function acceptWaiting() {
    const until = performance.now() + MAX_QUIET_WAIT_MS
    for (let quiet = 0, seen = connections; quiet < QUIET_TURNS && performance.now() < until; ) {
      await turn()
      quiet = connections === seen ? quiet + 1 : 0
      seen = connections
    }
  }

  return {
    server,
    retire() {
      retiring = true
      for (const response of running) closeAfterResponse(response)
    },
    async drain(milliseconds) {
      retiring = true
      if (!server.listening) return 0
      const until = performance.now() + milliseconds
      let closed = false
      await acceptWaiting()
      // HttpServer's own close also ends idle connections, and so a request that is on its way.
      NetServer.prototype.close.call(server, () => {
        closed = true
      })
      const settled = performance.now() + LAST_REQUEST_MS
      while (!closed && performance.now() < until) {
        await delay(POLL_INTERVAL_MS)
        if (performance.now() < settled) continue
        // A connection counts as idle until its request was read, which can take a busy process some time.
        for (let turns = 0; turns < QUIET_TURNS; turns++) await turn()
        server.closeIdleConnections()
      }
      const cut = running.size
      HttpServer.prototype.closeAllConnections.call(server)
      return cut
    },
  }
}
