import { config } from '../config'

/** A redirect to a path under AUTH_URL, or to an address of Notion, that the browser follows with GET. */
export function seeOther(path: string): Response {
  const headers = { location: new URL(path, config().authUrl).href, 'cache-control': 'no-store' }
  return new Response(null, { status: 303, headers })
}
