import { currentSession } from '@/lib/auth'
import { openWorkspace, parseNotionId } from '@/lib/browse'
import { parseConnectionId } from '@/lib/connections'
import { LatchkeyError, NotionRefused, NotionUnavailable } from '@/lib/errors'

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
const CUT = '\n\n> Notion ended the Markdown of this page here: it goes on in Notion.\n'

const plain = (status: number, words: string, more: Record<string, string> = {}) =>
  new Response(`${words}\n`, {
    status,
    headers: { ...HEADERS, ...more, 'content-type': 'text/plain; charset=utf-8' },
  })

type Props = { params: Promise<{ connectionId: string; pageId: string }> }

/** The page as Notion's own Markdown, to keep as a file. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { connectionId, pageId } = await params
  const session = await currentSession()
  if (!session) return plain(401, 'Sign in first.')
  const [connection, page] = [parseConnectionId(connectionId), parseNotionId(pageId)]
  const workspace = connection && page && (await openWorkspace(session.user.id, connection))
  if (!workspace || !page) return plain(404, 'There is no such page.')
  try {
    const { markdown, truncated } = await workspace.markdown(page)
    return new Response(truncated ? markdown + CUT : markdown, {
      headers: {
        ...HEADERS,
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': `attachment; filename="${page}.md"`,
      },
    })
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error
    if (error instanceof NotionRefused)
      return plain(404, 'Notion does not show this page: it is gone, or not shared.')
    const wait = error instanceof NotionUnavailable ? error.retryAfterSeconds : null
    return plain(
      503,
      'Notion did not give this page just now. Try again in a moment.',
      wait === null ? {} : { 'retry-after': String(wait) },
    )
  }
}
