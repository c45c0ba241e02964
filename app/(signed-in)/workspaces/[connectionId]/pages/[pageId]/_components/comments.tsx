import type { ReactNode } from 'react'
import { viewBudget } from '@/components/notion-content/view-budget'
import { CommentsHeading, CommentThreads } from '@/components/notion-page/comment-threads'
import type { Workspace } from '@/lib/content'
import { type CommentView, ListProgress } from '@/lib/notion'
import { notionHref } from '@/lib/shared/urls'
import { renderWithCapability } from '../../../_components/notion-boundary'

/** A page with more open comments than this is better read in Notion. */
const MAX_BATCHES = 5

/** The open comments of a page, or why this connection can't read them. */
export async function Comments({
  workspace,
  pageId,
  here,
}: {
  workspace: Workspace
  pageId: string
  here: string
}): Promise<ReactNode> {
  let count = ''
  const threads = await renderWithCapability(workspace, here, 'read_comments', 'read comments', async () => {
    const comments: CommentView[] = []
    const budget = viewBudget()
    const progress = new ListProgress(MAX_BATCHES)
    let cursor: string | null = null
    let incomplete = false
    let full = false
    do {
      const batch = await workspace.comments(pageId, cursor)
      for (const comment of batch.comments) {
        full ||= budget.takeComment(comment) === null
        if (!full) comments.push(comment)
      }
      incomplete ||= batch.incomplete
      cursor = full ? null : progress.nextCursor(batch.comments.length, batch.nextCursor)
    } while (cursor !== null)
    const end = full || progress.stoppedEarly ? 'more' : incomplete ? 'incomplete' : 'all'
    if (comments.length > 0) count = `${comments.length}${end === 'all' ? '' : '+'}`
    return (
      <CommentThreads
        connectionId={workspace.connection.id}
        inNotion={notionHref(pageId)}
        comments={comments}
        end={end}
      />
    )
  })
  return (
    <>
      <CommentsHeading count={count} />
      {threads}
    </>
  )
}
