import type { ContentSummary, Icon } from '@/lib/notion'
import { When } from './when'

function ContentIcon({ icon, kind }: { icon: Icon; kind: ContentSummary['object'] }) {
  const box = 'inline-flex size-6 shrink-0 items-center justify-center overflow-hidden'
  if (icon?.type === 'url')
    return (
      <span className={box}>
        {/* biome-ignore lint/performance/noImgElement: never fetched or resized by our server */}
        <img src={icon.url} alt="" width={20} height={20} referrerPolicy="no-referrer" loading="lazy" />
      </span>
    )
  return (
    <span className={box} aria-hidden="true">
      {icon?.type === 'emoji' ? icon.emoji : kind === 'page' ? '📄' : '🗂️'}
    </span>
  )
}

/** Pages and data sources that a connection shows, the last edited first. */
export function ContentListView({ items, hasMore }: { items: readonly ContentSummary[]; hasMore: boolean }) {
  return (
    <>
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li key={item.id} className="flex items-baseline gap-3 py-2">
            <span className="self-center">
              <ContentIcon icon={item.icon} kind={item.object} />
            </span>
            <span className="min-w-0 flex-1">
              {item.title || <span className="text-dim">Untitled</span>}
              {item.object === 'data_source' && <span className="text-sm text-dim"> · data source</span>}
              <span className="block text-sm text-dim">
                edited <When at={item.lastEditedAt} />
              </span>
            </span>
            <a
              href={item.url ?? undefined}
              className="link shrink-0 text-sm"
              rel="noreferrer"
              target="_blank"
            >
              Open in Notion<span className="sr-only">: {item.title || 'Untitled'} (new tab)</span>
            </a>
          </li>
        ))}
      </ul>
      {hasMore && <p className="mt-3 text-sm text-dim">Notion shows this connection more than these.</p>}
    </>
  )
}
