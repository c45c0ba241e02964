import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { RecordVisit } from '@/components/command-palette/record-visit'
import { DocumentTitle } from '@/components/layout/document-title'
import { Breadcrumbs } from '@/components/notion-page/breadcrumbs'
import { CommentsHeading } from '@/components/notion-page/comment-threads'
import { PageHeading, PageHeadingSkeleton } from '@/components/notion-page/page-heading'
import { OpenInNotion } from '@/components/ui/open-in-notion'
import { SkeletonLines } from '@/components/ui/skeleton'
import { isNoJs, noJsHref, SuspensePage, SuspenseSection } from '@/components/ui/suspense-section'
import { WorkspaceFrame } from '@/components/workspace/workspace-frame'
import type { Workspace } from '@/lib/content'
import { isLatchkeyError } from '@/lib/errors'
import { isRefused, type PageView } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { truncate } from '@/lib/shared/truncate'
import { databaseHref, notionHref, pageHref } from '@/lib/shared/urls'
import { renderNotionSection } from '../../_components/notion-boundary'
import { renderIfCached } from '../../_components/render-if-cached'
import { loadWorkspaceOr404, notionIdOr404, workspaceTitle } from '../../_lib/load-workspace'
import { refresh } from '../../actions'
import { Comments } from './_components/comments'
import { renderPageContent } from './_components/content'
import { Notes } from './_components/notes'

// The page's title arrives later and replaces this one, see `DocumentTitle`.
export const generateMetadata = workspaceTitle('Page')

type Props = {
  params: Promise<{ connectionId: string; pageId: string }>
  searchParams: Promise<{ plain?: string | string[] }>
}

interface PageRequest {
  readonly workspace: Workspace
  readonly pageId: string
  readonly here: string
  /** Rendered in one piece, for a browser without JavaScript. */
  readonly noJs: boolean
}

async function loadPage({ params, searchParams }: Props): Promise<PageRequest> {
  const [{ connectionId, pageId }, { plain }] = await Promise.all([params, searchParams])
  const { workspace } = await loadWorkspaceOr404(
    connectionId,
    `/workspaces/${encodeURIComponent(connectionId)}/pages/${encodeURIComponent(pageId)}`,
  )
  const id = notionIdOr404(pageId)
  return { workspace, pageId: id, here: pageHref(workspace.connection.id, id), noJs: isNoJs(plain) }
}

/** The breadcrumb: above the page, and where a breadcrumb block is part of its content. */
async function PageBreadcrumbs({
  workspace,
  pageId,
  label,
}: PageRequest & { label?: string }): Promise<ReactNode> {
  const { connection } = workspace
  try {
    const page = await workspace.page(pageId)
    const crumbs = await workspace.crumbs(page.parent)
    return (
      <Breadcrumbs
        connection={connection}
        crumbs={crumbs}
        current={truncate(plainText(page.title)) || 'Untitled'}
        label={label}
      />
    )
  } catch (error) {
    if (isLatchkeyError(error)) return <Breadcrumbs connection={connection} crumbs={[]} label={label} />
    throw error
  }
}

/** The page, or the error that kept it from being read. The id of a database redirects to the database. */
async function readPageOrFailure({
  workspace,
  pageId,
}: PageRequest): Promise<PageView | { readonly failure: unknown }> {
  try {
    return await workspace.page(pageId)
  } catch (failure) {
    if (isRefused(failure, 'is_database')) redirect(databaseHref(workspace.connection.id, pageId))
    return { failure }
  }
}

/** Replaces the top of a page that can't be read although its blocks can. */
async function MissingPageTop({ workspace, pageId, here, failure }: PageRequest & { failure: unknown }) {
  return (
    <header className="space-y-4">
      <h1 dir="auto" className="text-xl">
        {truncate(workspace.knownTitle(pageId) ?? '') || 'A page in Notion'}
      </h1>
      <p>The title and the properties of this page could not be read. Its content could.</p>
      {
        await renderNotionSection(workspace, here, () => Promise.reject(failure), {
          elsewhere: <NotionLink id={pageId} />,
        })
      }
    </header>
  )
}

const NotionLink = ({ id }: { id: string }) => (
  <p>
    <OpenInNotion href={notionHref(id) ?? 'https://www.notion.so'} />
  </p>
)

/** Comments and the form that adds a note. */
function Talk({ workspace, pageId, here, noJs }: PageRequest) {
  return (
    <>
      <section aria-labelledby="comments" className="mt-14 border-t border-line pt-6">
        <SuspenseSection
          noJs={noJs}
          fallback={
            <>
              <CommentsHeading />
              <SkeletonLines count={3} label="Loading the comments" />
            </>
          }
        >
          <Comments workspace={workspace} pageId={pageId} here={here} />
        </SuspenseSection>
      </section>
      <section aria-labelledby="notes" className="mt-14 border-t border-line pt-6 print:hidden">
        <h2 id="notes" className="mb-4 text-md">
          Add a note
        </h2>
        <SuspenseSection noJs={noJs} fallback={<SkeletonLines count={4} label="Loading permissions" />}>
          <Notes workspace={workspace} pageId={pageId} here={here} />
        </SuspenseSection>
      </section>
    </>
  )
}

/** Permissions and comments are read last, once we know that the page exists. */
async function PageBody(asked: PageRequest): Promise<ReactNode> {
  const { workspace, pageId, here, noJs } = asked
  const top = await readPageOrFailure(asked)
  const page = 'failure' in top ? null : top
  if ('failure' in top) {
    // Show the blocks without the top. If both fail, one error is enough.
    const inside = await workspace.blocks(pageId, null).catch(() => null)
    if (!inside)
      return renderNotionSection(workspace, here, () => Promise.reject(top.failure), {
        heading: 'h1',
        elsewhere: <NotionLink id={pageId} />,
      })
  }
  return (
    <>
      {page && (
        <>
          <RecordVisit
            connectionId={workspace.connection.id}
            href={here}
            title={truncate(plainText(page.title))}
          />
          <DocumentTitle title={truncate(plainText(page.title)) || 'Untitled'} />
        </>
      )}
      {
        await renderPageContent({
          workspace,
          page: page ?? { id: pageId, url: notionHref(pageId) },
          here,
          noJs,
          way: (
            <SuspenseSection
              noJs={noJs}
              fallback={<SkeletonLines count={1} label="Loading the breadcrumb" />}
            >
              <PageBreadcrumbs {...asked} label="Breadcrumb in the text" />
            </SuspenseSection>
          ),
          top: page ? (
            <PageHeading
              page={page}
              connectionId={workspace.connection.id}
              titleOf={workspace.knownTitle}
              nameOf={workspace.knownPerson}
            />
          ) : (
            'failure' in top && <MissingPageTop {...asked} failure={top.failure} />
          ),
          after: <Talk {...asked} />,
        })
      }
    </>
  )
}

export default async function NotionPage(props: Props) {
  const asked = await loadPage(props)
  const { workspace, pageId, here, noJs } = asked
  // Start both reads now. The component that renders the result handles their errors.
  const body = await renderIfCached(PageBody, asked, workspace.page(pageId), workspace.blocks(pageId, null))
  return (
    <WorkspaceFrame
      connection={workspace.connection}
      refresh={refresh}
      crumbs={
        <SuspenseSection noJs={noJs} fallback={<Breadcrumbs connection={workspace.connection} crumbs={[]} />}>
          <PageBreadcrumbs {...asked} />
        </SuspenseSection>
      }
    >
      <SuspensePage
        noJs={noJs}
        isReady={body.isReady}
        noJsUrl={noJsHref(here)}
        fallback={
          <PageHeadingSkeleton
            connectionId={workspace.connection.id}
            title={workspace.knownTitle(pageId)}
            cover={workspace.knownPage(pageId)?.cover}
          />
        }
      >
        {body.content}
      </SuspensePage>
    </WorkspaceFrame>
  )
}
