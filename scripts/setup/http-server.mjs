import { createServer, Server as HttpServer } from 'node:http'
import { Server as NetServer } from 'node:net'
import { answerUnreadable, MAX_REQUEST_HEAD_BYTES } from './unreadable-requests.mjs'

const LOOK_EVERY_MS = 50
/** A connection that was made just before we stopped accepting gets this long to send its request. */
const LAST_REQUEST_MS = 300

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
      // HttpServer's own close also ends connections that are idle, and with them a request that is on its way.
      NetServer.prototype.close.call(server, () => {
        closed = true
      })
      const settled = performance.now() + LAST_REQUEST_MS
      while (!closed && performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
        if (performance.now() > settled) server.closeIdleConnections()
      }
      const cut = running.size
      HttpServer.prototype.closeAllConnections.call(server)
      return cut
    },
  }
}
