import { STATUS_CODES } from 'node:http'
import { PRODUCT_NAME } from '../../../lib/shared/brand.mjs'

/** The default of Node.js is 16 kB, but cookies of other apps on the same host are part of every request. */
export const MAX_REQUEST_HEAD_BYTES = 65_536

const STATUS_BY_CODE = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

const TOO_LARGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Too many cookies · ${PRODUCT_NAME}</title><body><main><h1>Too many cookies</h1><p>Your browser sent more cookies than ${PRODUCT_NAME} accepts. Most likely other apps at this address set large cookies. Delete the cookies of this site in your browser’s settings, then open ${PRODUCT_NAME} again.</p></main>`

/**
 * Responds to data that isn't a valid HTTP request, like Node.js does without a listener. If the headers are too large it
 * sends a page that says what to do, instead of the empty page that browsers would show.
 *
 * @param {Error & { code?: string }} error
 * @param {import('node:net').Socket & { _httpMessage?: { headersSent: boolean } | null }} socket
 */
export function respondToUnreadable(error, socket) {
  const hasAnswered = socket._httpMessage?.headersSent ?? false
  if (error.code === 'ECONNRESET' || !socket.writable || hasAnswered) {
    socket.destroy()
    return
  }
  const status = STATUS_BY_CODE[error.code ?? ''] ?? 400
  const body = status === 431 ? TOO_LARGE : ''
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Cache-Control: no-store',
    'Content-Type: text/html; charset=utf-8',
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy: no-referrer',
    ...(process.env.AUTH_URL?.startsWith('https:')
      ? ['Strict-Transport-Security: max-age=63072000; includeSubDomains']
      : []),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
