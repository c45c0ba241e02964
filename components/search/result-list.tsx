import Link from 'next/link'
import type { ContentSummary } from '@/lib/notion'
import { MAX_LIST_TITLE, truncate } from '@/lib/shared/truncate'
import { dataSourceHref, notionHref, pageHref } from '@/lib/shared/urls'
import { NotionIcon } from '../notion-content/icon'
import { NotDisplayable } from '../notion-content/not-displayable'
import { OpenInNotion } from '../ui/open-in-notion'
import { RelativeTime } from '../ui/relative-time'

/** Search results in Notion's order. */
export function ResultList({
  connectionId,
  items,
}: {
  connectionId: string
  items: readonly ContentSummary[]
}) {
  return (
    <ul className="divide-y divide-line">
      {items.map(({ id, object, title, icon, lastEditedAt, url, unreadable }) => {
        if (unreadable)
          return (
            <li key={id} className="py-2.5">
              <NotDisplayable href={url ?? notionHref(id)} />
            </li>
          )
        const name = truncate(title, MAX_LIST_TITLE) || 'Untitled'
        return (
          <li key={id} className="flex items-start gap-3 py-2.5">
            <span className="flex size-6 shrink-0 items-center justify-center overflow-hidden">
              <NotionIcon icon={icon} connectionId={connectionId} kind={object} />
            </span>
            <span className="flex min-w-0 flex-1 flex-col items-start">
              <Link
                href={object === 'page' ? pageHref(connectionId, id) : dataSourceHref(connectionId, id)}
                prefetch={false}
                data-result=""
                className={`line-clamp-3 max-w-full font-medium hover:underline ${title ? '' : 'text-dim'}`}
              >
                <bdi>{name}</bdi>
              </Link>
              <span className="text-sm text-dim">
                {object === 'data_source' && 'database · '}
                {lastEditedAt && (
                  <>
                    edited <RelativeTime at={lastEditedAt} />
                  </>
                )}
              </span>
            </span>
            {url && <OpenInNotion href={url} title={name} />}
          </li>
        )
      })}
    </ul>
  )
}
