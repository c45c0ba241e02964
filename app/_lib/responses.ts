import { toErrorView } from './error-view'

/** Headers of every response that belongs to one person and is no page. */
export const PRIVATE_HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** A sentence, where a browser or a program expected a file or data. */
export const textResponse = (status: number, text: string, headers: Readonly<Record<string, string>> = {}) =>
  new Response(`${text}\n`, {
    status,
    headers: { ...PRIVATE_HEADERS, ...headers, 'content-type': 'text/plain; charset=utf-8' },
  })

/** An error as plain text, for a route that serves a file. @throws what {@link toErrorView} throws */
export function errorResponse(error: unknown): Response {
  const { title, text, notionMessage, retryAfterSeconds, status } = toErrorView(error)
  const message = notionMessage ? ` Notion’s message: “${notionMessage}”` : ''
  return retryAfterSeconds === null
    ? textResponse(status, `${title}. ${text}${message}`)
    : textResponse(status, `${title}. ${text} Try again in ${retryAfterSeconds} s.`, {
        'retry-after': String(retryAfterSeconds),
      })
}
