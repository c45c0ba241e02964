import { requestSession } from '@/app/_lib/request-session'
import { errorResponse, PRIVATE_HEADERS, textResponse } from '@/app/_lib/responses'
import { appVault } from '@/lib/bootstrap'
import { loadWorkspace, type Workspace } from '@/lib/content'
import type { MarkdownView } from '@/lib/notion'
import { attachmentHeader, toFileName } from '@/lib/shared/file-name'
import { parseNotionId } from '@/lib/shared/ids'
import { plainText } from '@/lib/shared/plain-text'
import { pluralize } from '@/lib/shared/pluralize'
import { parseConnectionId } from '@/lib/token-vault'

/** A note at the end of Markdown that isn't the whole page. */
function omissionNotice({ truncated, unknownBlocks }: MarkdownView): string {
  const cut = truncated ? 'Notion cut off the Markdown of this page here. The rest is in Notion.' : ''
  const left =
    unknownBlocks > 0
      ? `Notion left ${pluralize(unknownBlocks, 'block')} of this page out of its Markdown.`
      : ''
  return [cut, left].map((words) => (words ? `\n\n> ${words}\n` : '')).join('')
}

/** The title; null if it can't be read. Notion's Markdown doesn't include it. */
const titleOf = (workspace: Workspace, pageId: string): Promise<string | null> =>
  workspace
    .page(pageId)
    .then(({ title }) => plainText(title))
    .catch(() => null)

/** The title as a heading, without the meaning that its characters have in Markdown. */
function heading(title: string | null): string {
  if (title === null) return ''
  const line = title.replace(/\s+/g, ' ').trim() || 'Untitled'
  return `# ${line.replace(/[\\`*_[\]<>#~]/g, '\\$&')}\n\n`
}

type Props = { params: Promise<{ connectionId: string; pageId: string }> }

/** Downloads the page as Notion's own Markdown, below its title. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { connectionId, pageId } = await params
  const session = await requestSession()
  if (session instanceof Response) return session
  if (!session) return textResponse(401, 'Sign in first.')
  const [connection, page] = [parseConnectionId(connectionId), parseNotionId(pageId)]
  const workspace = connection && page && (await loadWorkspace(appVault(), session.user.id, connection))
  if (!workspace || !page) return textResponse(404, 'There is no such page.')
  try {
    const [view, title] = await Promise.all([workspace.markdown(page), titleOf(workspace, page)])
    return new Response(heading(title) + view.markdown + omissionNotice(view), {
      headers: {
        ...PRIVATE_HEADERS,
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': attachmentHeader(toFileName(title ?? page, 'Untitled'), 'md'),
      },
    })
  } catch (error) {
    return errorResponse(error)
  }
}
