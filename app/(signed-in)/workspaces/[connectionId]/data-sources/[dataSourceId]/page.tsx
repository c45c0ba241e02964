import Link from 'next/link'
import type { ReactNode } from 'react'
import { RecordVisit } from '@/components/command-palette/record-visit'
import { FilterForm, FilterWarnings } from '@/components/data-table/filter-form'
import { SchemaList } from '@/components/data-table/schema-list'
import { TableHeading } from '@/components/data-table/table-heading'
import { parseTableParams, type SearchParams, tableSearch } from '@/components/data-table/table-params'
import { DataSourceSkeleton, TableSkeleton } from '@/components/data-table/table-skeleton'
import { DocumentTitle } from '@/components/layout/document-title'
import { OpenInNotion } from '@/components/ui/open-in-notion'
import { SuspensePage } from '@/components/ui/suspense-section'
import { textLink } from '@/components/ui/text-link'
import { WorkspaceFrame } from '@/components/workspace/workspace-frame'
import type { RowBatch } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { truncate } from '@/lib/shared/truncate'
import { databaseHref, dataSourceHref, notionHref } from '@/lib/shared/urls'
import { renderNotionSection } from '../../_components/notion-boundary'
import { renderIfCached } from '../../_components/render-if-cached'
import { loadWorkspaceOr404, notionIdOr404, workspaceTitle } from '../../_lib/load-workspace'
import { refresh } from '../../actions'
import { Rows, type TableRequest } from './_components/rows'

// The table's title arrives later and replaces this one, see `DocumentTitle`.
export const generateMetadata = workspaceTitle('Database')

type Props = {
  params: Promise<{ connectionId: string; dataSourceId: string }>
  searchParams: Promise<SearchParams>
}

async function loadTable({ params, searchParams }: Props): Promise<TableRequest> {
  const { connectionId, dataSourceId } = await params
  const asked = parseTableParams(await searchParams)
  const { workspace } = await loadWorkspaceOr404(
    connectionId,
    `/workspaces/${encodeURIComponent(connectionId)}/data-sources/${encodeURIComponent(dataSourceId)}${tableSearch(asked.query)}`,
  )
  const id = notionIdOr404(dataSourceId)
  return { workspace, id, here: dataSourceHref(workspace.connection.id, id), asked }
}

async function TableContent({
  table,
  rows,
}: {
  table: TableRequest
  rows: Promise<RowBatch>
}): Promise<ReactNode> {
  const { workspace, id, here, asked } = table
  const connectionId = workspace.connection.id
  const { query, cursor, noJs } = asked
  const search = tableSearch(query, { cursor, noJs })
  const noJsUrl = `${here}${tableSearch(query, { cursor, noJs: true })}`
  return renderNotionSection(
    workspace,
    `${here}${search}`,
    async () => {
      const view = await workspace.dataSource(id)
      return (
        <>
          <RecordVisit connectionId={connectionId} href={here} title={truncate(plainText(view.title))} />
          <DocumentTitle title={truncate(plainText(view.title)) || 'Untitled'} />
          <TableHeading connectionId={connectionId} kind="data_source" {...view}>
            {view.databaseId && (
              <Link href={databaseHref(connectionId, view.databaseId)} prefetch={false} className={textLink}>
                Its database
              </Link>
            )}
          </TableHeading>
          <div className="mt-4 mb-6 space-y-5">
            <SchemaList
              properties={view.properties}
              unreadable={view.unreadableColumns}
              connectionId={connectionId}
            />
            <FilterForm properties={view.properties} asked={asked} here={here} />
            <FilterWarnings notes={asked.warnings} />
          </div>
          <SuspensePage
            key={search}
            noJs={noJs}
            noJsUrl={noJsUrl}
            fallback={<TableSkeleton columns={Math.min(8, view.properties.length)} />}
          >
            {await renderIfCached(Rows, { table, view, rows }, rows)}
          </SuspensePage>
        </>
      )
    },
    { heading: 'h1', elsewhere: <OpenInNotion href={notionHref(id) ?? 'https://www.notion.so'} /> },
  )
}

export default async function DataSourcePage(props: Props) {
  const table = await loadTable(props)
  const { workspace, id, here, asked } = table
  // Start both reads now. The component that renders the rows handles their errors.
  const rows = workspace.rows(id, asked.query, asked.cursor)
  rows.catch(() => {})
  const shown = await renderIfCached(TableContent, { table, rows }, workspace.dataSource(id))
  return (
    <WorkspaceFrame
      connection={workspace.connection}
      refresh={refresh}
      title={workspace.knownTitle(id) || 'Database'}
      wide
    >
      <SuspensePage
        noJs={asked.noJs}
        noJsUrl={`${here}${tableSearch(asked.query, { cursor: asked.cursor, noJs: true })}`}
        fallback={<DataSourceSkeleton title={workspace.knownTitle(id)} />}
      >
        {shown}
      </SuspensePage>
    </WorkspaceFrame>
  )
}
