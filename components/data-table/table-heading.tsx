import type { ReactNode } from 'react'
import type { Icon, Picture, RichText } from '@/lib/notion'
import { BoundedText, TitleText } from '../notion-content/bounded-text'
import { type IconKind, NotionIcon } from '../notion-content/icon'
import { Cover } from '../notion-page/cover'
import { OpenInNotion } from '../ui/open-in-notion'

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
  icon: Icon
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
      <div className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm text-dim">
        {children}
        {url && <OpenInNotion href={url} />}
      </div>
    </header>
  )
}
