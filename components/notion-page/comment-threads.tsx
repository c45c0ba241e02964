import type { ReactNode } from 'react'
import type { CommentView } from '@/lib/notion'
import { fileHref } from '@/lib/shared/urls'
import { MAX_BYTES_PER_TURN, yieldIfBusy } from '@/lib/shared/yield-if-busy'
import { INCOMPLETE_LIST } from '../errors/incomplete-list'
import { estimateBytes } from '../notion-content/estimate-bytes'
import { NotDisplayable } from '../notion-content/not-displayable'
import { RichTextView } from '../notion-content/rich-text'
import { Avatar } from '../ui/avatar'
import { RelativeTime } from '../ui/relative-time'
import { textLink } from '../ui/text-link'

function threads(comments: readonly CommentView[]): CommentView[][] {
  const byDiscussion = new Map<string, CommentView[]>()
  for (const comment of comments) {
    const thread = byDiscussion.get(comment.discussionId)
    if (thread) thread.push(comment)
    else byDiscussion.set(comment.discussionId, [comment])
  }
  return [...byDiscussion.values()]
}

/** The text of a comment, rendered in its own turn because a page may have hundreds. */
function CommentText(shown: {
  text: CommentView['text']
  connectionId: string
  inNotion: string | null
}): ReactNode | Promise<ReactNode> {
  const turn = yieldIfBusy(estimateBytes(shown.text, MAX_BYTES_PER_TURN))
  return turn ? turn.then(() => <RichTextView {...shown} />) : <RichTextView {...shown} />
}

/** The heading of the comments, which is there before they are. */
export const CommentsHeading = ({ count = '' }: { count?: string }) => (
  <h2 id="comments" className="mb-4 text-md">
    Comments {count && <span className="font-normal text-dim">{count}</span>}
  </h2>
)

/** The comments of a page, grouped by discussion. */
export function CommentThreads({
  connectionId,
  inNotion,
  comments,
  end,
}: {
  connectionId: string
  /** The URL of the page in Notion. */
  inNotion: string | null
  comments: readonly CommentView[]
  /** Whether these are all comments, Notion has more, or Notion ended the list early. */
  end: 'all' | 'more' | 'incomplete'
}) {
  if (comments.length === 0)
    return <p className="text-dim">{end === 'all' ? 'No open comments' : INCOMPLETE_LIST}</p>
  return (
    <>
      <ul className="divide-y divide-line">
        {threads(comments).map((thread) => (
          <li key={thread[0]?.discussionId} className="py-5 first:pt-0">
            <ul className="grid gap-5">
              {thread.map((comment) => (
                <li key={comment.id} className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3">
                  <Avatar name={comment.author} />
                  <div>
                    {comment.unreadable ? (
                      <NotDisplayable href={inNotion} />
                    ) : (
                      <>
                        <p>
                          <bdi className="font-semibold">{comment.author ?? 'Someone'}</bdi>
                          {comment.at && (
                            <span className="ms-2 text-dim">
                              <RelativeTime at={comment.at} focusable />
                            </span>
                          )}
                        </p>
                        <p dir="auto" className="mt-0.5 text-md whitespace-pre-wrap">
                          <CommentText text={comment.text} connectionId={connectionId} inNotion={inNotion} />
                        </p>
                      </>
                    )}
                    {comment.attachments.map(({ category, ref }) => (
                      <p key={ref}>
                        <a
                          href={fileHref(connectionId, ref)}
                          className={`${textLink} inline-block min-h-6`}
                          target="_blank"
                          rel="noreferrer"
                        >
                          Attachment ({category}, new tab)
                        </a>
                      </p>
                    ))}
                  </div>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {end !== 'all' && (
        <p className="mt-3 text-sm text-dim">
          {end === 'more' ? 'Notion has more comments.' : INCOMPLETE_LIST}
        </p>
      )}
    </>
  )
}
