import { toErrorView } from '../(signed-in)/_lib/error-view'

/** Of every answer that is for one person alone, and no page. */
export const OWN_HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** A few words, where a browser or a program expected something of Notion's. */
export const plainAnswer = (status: number, words: string, more: Readonly<Record<string, string>> = {}) =>
  new Response(`${words}\n`, {
    status,
    headers: { ...OWN_HEADERS, ...more, 'content-type': 'text/plain; charset=utf-8' },
  })

/** Notion's own words at the end of a sentence of ours. */
const said = (message: string) => (message ? `: ${message}` : '.')

/** What a route answers instead of something of Notion's. @throws the error itself when it is none of the core's */
export function troubleAnswer(error: unknown, what: 'file' | 'page'): Response {
  const trouble = toErrorView(error)
  switch (trouble.kind) {
    case 'restricted':
      return plainAnswer(403, `Notion refused this ${what}${said(trouble.message)}`)
    case 'reconnect':
      return plainAnswer(403, 'This workspace has to be reconnected first.')
    case 'not_found':
      return plainAnswer(404, `Notion does not show this ${what}: it is gone, or not shared.`)
    case 'gone':
      return plainAnswer(404, 'This workspace is no longer connected.')
    case 'wait':
      return plainAnswer(503, `Notion asks us to wait. Try again in ${trouble.seconds} s.`, {
        'retry-after': String(trouble.seconds),
      })
    case 'down':
      return plainAnswer(503, `This ${what} could not be read from Notion just now. Try again in a moment.`)
    case 'linked_view':
      return plainAnswer(404, 'Notion does not show linked views to connected apps.')
    case 'unsupported_block':
      return plainAnswer(503, `Notion does not give this ${what} to connected apps${said(trouble.message)}`)
    case 'start_over':
    case 'not_understood':
      return plainAnswer(
        503,
        `Notion rejected the request for this ${what}${'message' in trouble ? said(trouble.message) : '.'}`,
      )
    case 'installation':
      return plainAnswer(503, 'This installation is not set up correctly: its log says what is wrong.')
    default:
      return trouble satisfies never
  }
}
