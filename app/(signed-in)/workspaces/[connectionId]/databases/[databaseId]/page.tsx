import { Table2 } from 'lucide'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { TableHeading } from '@/components/data-table/table-heading'
import { DocumentTitle } from '@/components/layout/document-title'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { OpenInNotion } from '@/components/ui/open-in-notion'
import { SkeletonLines } from '@/components/ui/skeleton'
import { isNoJs, noJsHref, SuspensePage } from '@/components/ui/suspense-section'
import { WorkspaceFrame } from '@/components/workspace/workspace-frame'
import type { Workspace } from '@/lib/content'
import { isRefused } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { pluralize } from '@/lib/shared/pluralize'
import { truncate } from '@/lib/shared/truncate'
import { databaseHref, dataSourceHref, notionHref, pageHref } from '@/lib/shared/urls'
import { renderNotionSection } from '../../_components/notion-boundary'
import { renderIfCached } from '../../_components/render-if-cached'
import { loadWorkspaceOr404, notionIdOr404, workspaceTitle } from '../../_lib/load-workspace'
import { refresh } from '../../actions'

// The database's title arrives later and replaces this one, see `DocumentTitle`.
export const generateMetadata = workspaceTitle('Database')

type Props = {
  params: Promise<{ connectionId: string; databaseId: string }>
  searchParams: Promise<{ plain?: string | readonly string[] }>
}

interface DatabaseRequest {
  readonly workspace: Workspace
  readonly id: string
}

async function loadDatabase({ params }: Props): Promise<DatabaseRequest> {
  const { connectionId, databaseId } = await params
  const { workspace } = await loadWorkspaceOr404(
    connectionId,
    `/workspaces/${encodeURIComponent(connectionId)}/databases/${encodeURIComponent(databaseId)}`,
  )
  return { workspace, id: notionIdOr404(databaseId) }
}

async function DatabaseContent({ workspace, id }: DatabaseRequest): Promise<ReactNode> {
  const connectionId = workspace.connection.id
  return renderNotionSection(
    workspace,
    databaseHref(connectionId, id),
    async () => {
      const database = await workspace.database(id).catch((error: unknown) => {
        if (isRefused(error, 'is_page')) redirect(pageHref(connectionId, id))
        throw error
      })
      return (
        <>
          <DocumentTitle title={truncate(plainText(database.title)) || 'Untitled'} />
          <TableHeading connectionId={connectionId} kind="database" {...database} />
          <section aria-labelledby="views" className="mt-8">
            <h2 id="views" className="mb-3">
              {database.dataSources.length === 1 ? 'View' : 'Views'}
            </h2>
            {database.unreadableDataSources > 0 && (
              <p className="mb-3 text-dim">
                {pluralize(database.unreadableDataSources, 'view')} can’t be shown here.{' '}
                <OpenInNotion href={database.url ?? notionHref(id) ?? 'https://www.notion.so'} />
              </p>
            )}
            {database.dataSources.length === 0 ? (
              <EmptyState title="No view is shared" heading="h3">
                <p>This connection can’t see any view of this database.</p>
              </EmptyState>
            ) : (
              <ul className="divide-y divide-line border-y border-line">
                {database.dataSources.map((one) => (
                  <li
                    key={one.id}
                    className="relative flex min-h-row items-center gap-3 px-2 py-2 hover:bg-hover"
                  >
                    <Icon icon={Table2} className="shrink-0 text-dim" />
                    <Link
                      href={dataSourceHref(connectionId, one.id)}
                      prefetch={false}
                      className="min-w-0 font-medium after:absolute after:inset-0"
                    >
                      <bdi>{one.name || 'Untitled'}</bdi>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </>
      )
    },
    { heading: 'h1', elsewhere: <OpenInNotion href={notionHref(id) ?? 'https://www.notion.so'} /> },
  )
}

export default async function DatabasePage(props: Props) {
  const asked = await loadDatabase(props)
  const here = databaseHref(asked.workspace.connection.id, asked.id)
  const noJs = isNoJs((await props.searchParams).plain)
  const database = await renderIfCached(DatabaseContent, asked, asked.workspace.database(asked.id))
  return (
    <WorkspaceFrame
      connection={asked.workspace.connection}
      refresh={refresh}
      title={asked.workspace.knownTitle(asked.id) || 'Database'}
      wide
    >
      <SuspensePage
        noJs={noJs}
        isReady={database.isReady}
        noJsUrl={noJsHref(here)}
        fallback={<SkeletonLines count={6} label="Loading the database" />}
      >
        {database.content}
      </SuspensePage>
    </WorkspaceFrame>
  )
}
