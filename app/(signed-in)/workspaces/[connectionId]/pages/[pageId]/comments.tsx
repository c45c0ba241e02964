import type { ReactNode } from 'react'
import { notionHref } from '@/components/addresses'
import { CommentThreads } from '@/components/page/comment-threads'
import type { Workspace } from '@/lib/browse'
import type { CommentView } from '@/lib/notion'
import { withCapability } from '../../from-notion'

/** Notion lists a page's open comments; one that has more than this is for Notion itself. */
const MOST_BATCHES = 5

const UNREADABLE =
  'Notion did not give this connection the permission to read comments. Whoever runs this installation can add it at Notion; after that, reconnect.'

/** The open comments of a page, where introspection says that this connection may read them; else why not. */
export async function Comments({
  workspace,
  pageId,
  here,
}: {
  workspace: Workspace
  pageId: string
  here: string
}): Promise<ReactNode> {
  return withCapability(workspace, here, 'read_comments', UNREADABLE, async () => {
    const comments: CommentView[] = []
    let cursor: string | null = null
    let incomplete = false
    for (let count = 0; count < MOST_BATCHES; count++) {
      const batch = await workspace.comments(pageId, cursor)
      comments.push(...batch.comments)
      cursor = batch.nextCursor
      incomplete ||= batch.incomplete
      if (cursor === null) break
    }
    return (
      <CommentThreads
        connectionId={workspace.connection.id}
        inNotion={notionHref(pageId)}
        comments={comments}
        end={cursor !== null ? 'more' : incomplete ? 'incomplete' : 'all'}
      />
    )
  })
}
