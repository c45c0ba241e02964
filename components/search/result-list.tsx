import Link from 'next/link'
import type { ContentSummary } from '@/lib/notion'
import { dataSourceHref, pageHref } from '../addresses'
import { NotionIcon } from '../notion/icon'
import { When } from '../when'

/** Pages and data sources whose titles hold the words, in Notion's order. */
export function ResultList({
  connectionId,
  items,
}: {
  connectionId: string
  items: readonly ContentSummary[]
}) {
  return (
    <ul className="divide-y divide-line">
      {items.map(({ id, object, title, icon, lastEditedAt, url }) => (
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
              <bdi>{title.slice(0, 300) || 'Untitled'}</bdi>
            </Link>
            <span className="text-sm text-dim">
              {object === 'data_source' && 'data source · '}
              edited <When at={lastEditedAt} />
            </span>
          </span>
          {url && (
            <a
              href={url}
              className="link flex min-h-6 min-w-6 shrink-0 justify-end text-sm"
              rel="noreferrer"
              target="_blank"
            >
              <span className="sr-only sm:not-sr-only">Open in Notion</span>
              <span aria-hidden="true" className="sm:hidden">
                ↗
              </span>
              <span className="sr-only">: {title.slice(0, 300) || 'Untitled'} (new tab)</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
