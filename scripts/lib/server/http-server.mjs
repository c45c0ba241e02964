import { createServer, Server as HttpServer } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { answerUnreadable, MAX_REQUEST_HEAD_BYTES } from './unreadable-requests.mjs'

const LOOK_EVERY_MS = 50
/** A connection that was made just before we stopped accepting gets this long to send its request. */
const LAST_REQUEST_MS = 300
/** Turns of the event loop without a new connection after which none waits to be accepted. */
const QUIET_TURNS = 20
const MAX_QUIET_WAIT_MS = 2_000

/** One turn of the event loop: what has arrived by now is accepted or read. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

/**
 * An HTTP server that can stop without losing a request.
 *
 * `retire()`: it goes on serving, and every answer carries `Connection: close`, so that the clients of
 * keep-alive connections send their next request elsewhere.
 *
 * `drain(milliseconds)`: it accepts no more connections and waits until the running requests are answered.
 * Returns how many it had to cut off when the time was up.
 *
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => unknown} handle
 */
export function drainableServer(handle) {
  /** @type {Set<import('node:http').ServerResponse>} */
  const running = new Set()
  let retiring = false
  let connections = 0
  const announce = (response) => {
    if (!response.headersSent) response.setHeader('Connection', 'close')
  }
  const server = createServer({ maxHeaderSize: MAX_REQUEST_HEAD_BYTES }, (request, response) => {
    running.add(response)
    response.once('close', () => running.delete(response))
    if (retiring) announce(response)
    handle(request, response)
  })
  server.on('clientError', answerUnreadable)
  server.on('connection', () => {
    connections++
  })

  /**
   * Closing a listening socket resets the connections that the system has made and we have not accepted yet.
   * After a busy moment there can be many: they are accepted first.
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
      for (const response of running) announce(response)
    },
    async drain(milliseconds) {
      retiring = true
      if (!server.listening) return 0
      const until = performance.now() + milliseconds
      let closed = false
      await acceptWaiting()
      // HttpServer's own close also ends connections that are idle, and with them a request that is on its way.
      NetServer.prototype.close.call(server, () => {
        closed = true
      })
      const settled = performance.now() + LAST_REQUEST_MS
      while (!closed && performance.now() < until) {
        await delay(LOOK_EVERY_MS)
        if (performance.now() < settled) continue
        // A connection counts as idle until its request was read, which a busy process may be late with.
        for (let turns = 0; turns < QUIET_TURNS; turns++) await turn()
        server.closeIdleConnections()
      }
      const cut = running.size
      HttpServer.prototype.closeAllConnections.call(server)
      return cut
    },
  }
}
