import type { PageView, Picture } from '@/lib/notion'
import { notionHref, pageHref } from '@/lib/shared/urls'
import { TitleText } from '../notion-content/bounded-text'
import { NotionIcon } from '../notion-content/icon'
import { PropertyList } from '../notion-content/properties'
import { OpenInNotion } from '../ui/open-in-notion'
import { RelativeTime } from '../ui/relative-time'
import { Skeleton, SkeletonLines } from '../ui/skeleton'
import { textLink } from '../ui/text-link'
import { TitleSkeleton } from '../ui/title-skeleton'
import { CopyMarkdown } from './copy-markdown'
import { Cover } from './cover'

function PageCover(cover: { connectionId: string; picture: Picture | null }) {
  return <Cover {...cover} className="mb-5 h-36 sm:h-52" />
}

/** Cover, icon, title, actions and properties of a page. */
export function PageHeading({
  page,
  connectionId,
  titleOf,
}: {
  page: PageView
  connectionId: string
  titleOf: (id: string) => string | null
}) {
  const markdown = `${pageHref(connectionId, page.id)}/markdown`
  return (
    <header>
      <PageCover connectionId={connectionId} picture={page.cover} />
      <div className="flex items-start gap-3">
        <NotionIcon icon={page.icon} connectionId={connectionId} kind="page" size={32} />
        <h1 dir="auto" className="max-h-[40vh] min-w-0 flex-1 overflow-y-auto text-xl">
          <TitleText
            text={page.title}
            connectionId={connectionId}
            inNotion={page.url ?? notionHref(page.id)}
          />
        </h1>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-dim">
        {page.lastEditedAt && (
          <span>
            Edited <RelativeTime at={page.lastEditedAt} />
          </span>
        )}
        {page.inTrash && <span className="text-danger">In Notion’s trash</span>}
        <CopyMarkdown address={markdown} />
        <a href={markdown} download className={textLink}>
          Download Markdown
        </a>
        <OpenInNotion href={page.url ?? notionHref(page.id) ?? 'https://www.notion.so'} />
      </div>
      {page.properties.length > 0 && (
        <div className="mt-5">
          <PropertyList properties={page.properties} context={{ connectionId, pageId: page.id, titleOf }} />
        </div>
      )}
    </header>
  )
}

/** A placeholder while the page loads from Notion, with the title and cover if they are known. */
export function PageHeadingSkeleton({
  title = null,
  cover = null,
  connectionId,
}: {
  title?: string | null
  cover?: Picture | null
  connectionId: string
}) {
  return (
    // As high as the viewport, so that content below the page doesn't visibly shift.
    <div className="min-h-dvh">
      <PageCover connectionId={connectionId} picture={cover} />
      <TitleSkeleton title={title} />
      <Skeleton className="mt-4 h-4 w-1/3" />
      <div className="mt-10 max-w-[44rem]">
        <SkeletonLines count={12} label="Loading this page" />
      </div>
    </div>
  )
}
