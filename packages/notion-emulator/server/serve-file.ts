import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { signed } from '../http/host'
import { hostedFile } from '../world/files/hosted-file'

const refusal = (code: string, message: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`

/** The requested byte range, the whole file without a range, or null for a range that it does not have. */
function part(c: Context<Env>, content: Uint8Array): { bytes: Uint8Array; range: string | null } | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(c.req.header('range') ?? '') ?? []
  if (!first && !last) return { bytes: content, range: null }
  const from = first ? Number(first) : Math.max(0, content.length - Number(last))
  const to = first && last ? Math.min(Number(last), content.length - 1) : content.length - 1
  if (from > to) return null
  return { bytes: content.subarray(from, to + 1), range: `bytes ${from}-${to}/${content.length}` }
}

/** GET /files/{name}: as the store of files that Notion uses answers. */
export function serveFile(c: Context<Env>, emulator: Emulator): Response {
  const name = c.req.param('name') ?? ''
  const { expires = '', signature = '' } = c.req.query()
  const xml = { 'content-type': 'application/xml' }
  if (!signed(emulator, name, expires, signature))
    return c.body(refusal('AccessDenied', 'Request has expired'), 403, xml)
  const file = hostedFile(name)
  if (!file) return c.body(refusal('NoSuchKey', 'The specified key does not exist.'), 404, xml)
  const wanted = part(c, file.content)
  if (!wanted) return c.body(refusal('InvalidRange', 'The requested range is not satisfiable'), 416, xml)
  return c.body(new Uint8Array(wanted.bytes).buffer, wanted.range ? 206 : 200, {
    'content-type': file.type,
    'accept-ranges': 'bytes',
    ...(wanted.range ? { 'content-range': wanted.range } : {}),
  })
}
