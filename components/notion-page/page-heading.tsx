import type { PageView, Picture, UserReference } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { notionHref, pageHref } from '@/lib/shared/urls'
import { TitleText } from '../notion-content/bounded-text'
import { NotionIcon } from '../notion-content/icon'
import { FactRow, PropertyList } from '../notion-content/properties'
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

/** When a page was created or edited, and by whom if that is known. */
function EditFact({ name, at, by }: { name: 'Created' | 'Edited'; at: Date; by: string | null }) {
  return (
    <FactRow type={name === 'Created' ? 'created_time' : 'last_edited_time'} name={name}>
      <RelativeTime at={at} focusable />
      {by && (
        <>
          {' '}
          by <bdi>{truncate(by)}</bdi>
        </>
      )}
    </FactRow>
  )
}

/** Cover, icon, title, actions and properties of a page. */
export function PageHeading({
  page,
  connectionId,
  titleOf,
  nameOf,
}: {
  page: PageView
  connectionId: string
  titleOf: (id: string) => string | null
  /** The name of a person, if it is known. */
  nameOf: (userId: string) => string | null
}) {
  const markdown = `${pageHref(connectionId, page.id)}/markdown`
  const by = (user: UserReference | null) => user && (user.name ?? nameOf(user.id))
  return (
    <header>
      <PageCover connectionId={connectionId} picture={page.cover} />
      <div className="flex items-start gap-3.5">
        <NotionIcon icon={page.icon} connectionId={connectionId} kind="page" size={36} />
        <h1 dir="auto" className="max-h-[40vh] min-w-0 flex-1 overflow-y-auto">
          <TitleText
            text={page.title}
            connectionId={connectionId}
            inNotion={page.url ?? notionHref(page.id)}
          />
        </h1>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-dim print:hidden">
        {page.inTrash && <span className="text-danger">In Notion’s trash</span>}
        <CopyMarkdown address={markdown} />
        <a href={markdown} download className={textLink}>
          Download Markdown
        </a>
        <OpenInNotion href={page.url ?? notionHref(page.id) ?? 'https://www.notion.so'} />
      </div>
      <div className="mt-5 mb-7 border-y border-line py-3 empty:hidden">
        <PropertyList properties={page.properties} context={{ connectionId, pageId: page.id, titleOf }}>
          {page.lastEditedAt && <EditFact name="Edited" at={page.lastEditedAt} by={by(page.lastEditedBy)} />}
          {page.createdAt && <EditFact name="Created" at={page.createdAt} by={by(page.createdBy)} />}
        </PropertyList>
      </div>
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
