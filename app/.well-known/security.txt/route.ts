import { connection } from 'next/server'
import { config } from '@/lib/config'
import { sourceFileHref } from '@/lib/shared/source'

const DAY_MS = 86_400_000
/** RFC 9116 recommends less than a year. The file is made on request, so it never expires while it is served. */
const VALID_DAYS = 180

/** Where security problems are reported. @see https://www.rfc-editor.org/rfc/rfc9116 */
export async function GET(): Promise<Response> {
  await connection()
  const { authUrl, securityContact, sourceUrl } = config()
  if (securityContact === null)
    return new Response('No contact is set.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    })
  // At midnight, so that everybody gets the same text on one day.
  const expires = new Date((Math.floor(Date.now() / DAY_MS) + VALID_DAYS) * DAY_MS).toISOString()
  const policy = sourceUrl && sourceFileHref(sourceUrl, 'SECURITY.md')
  const lines = [
    `Contact: ${securityContact}`,
    `Expires: ${expires}`,
    'Preferred-Languages: en',
    `Canonical: ${authUrl}/.well-known/security.txt`,
    ...(policy ? [`Policy: ${policy}`] : []),
  ]
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
