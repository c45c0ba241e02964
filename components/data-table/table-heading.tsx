import { ArrowUpRight } from 'lucide'
import type { ReactNode } from 'react'
import type { Icon as NotionIconValue, Picture, RichText } from '@/lib/notion'
import { BoundedText, TitleText } from '../notion-content/bounded-text'
import { type IconKind, NotionIcon } from '../notion-content/icon'
import { Cover } from '../notion-page/cover'
import { buttonClass } from '../ui/button'
import { Icon } from '../ui/icon'

/** Cover, icon, title, description and links of a table or database. */
export function TableHeading({
  connectionId,
  kind,
  title,
  description,
  icon,
  cover,
  url,
  children,
}: {
  connectionId: string
  kind: IconKind
  title: readonly RichText[]
  description: readonly RichText[]
  icon: NotionIconValue
  cover: Picture | null
  /** Its URL in Notion. */
  url: string | null
  children?: ReactNode
}) {
  return (
    <header>
      <Cover connectionId={connectionId} picture={cover} className="mb-5 h-32 sm:h-40" />
      <div className="flex items-start gap-3">
        <NotionIcon icon={icon} connectionId={connectionId} kind={kind} size={32} />
        <h1 dir="auto" className="max-h-[40vh] min-w-0 flex-1 overflow-y-auto text-xl">
          <TitleText text={title} connectionId={connectionId} inNotion={url} />
        </h1>
      </div>
      {description?.length !== 0 && (
        <p dir="auto" className="mt-3 max-h-[40vh] max-w-[68ch] overflow-y-auto whitespace-pre-wrap">
          <BoundedText text={description} connectionId={connectionId} inNotion={url} />
        </p>
      )}
      <div className="-mx-2 mt-2 flex flex-wrap gap-1 empty:hidden">
        {children}
        {url && (
          <a href={url} rel="noreferrer" target="_blank" className={buttonClass('quiet', '', 'sm')}>
            <Icon icon={ArrowUpRight} />
            Open in Notion
            <span className="sr-only"> (new tab)</span>
          </a>
        )}
      </div>
    </header>
  )
}
