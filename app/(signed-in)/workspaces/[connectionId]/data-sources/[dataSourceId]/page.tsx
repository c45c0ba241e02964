import { Layers } from 'lucide'
import { headers } from 'next/headers'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { RecordVisit } from '@/components/command-palette/record-visit'
import { checkQuery, isEmptyQuery } from '@/components/data-table/check-query'
import type { KnownNames } from '@/components/data-table/describe-query'
import { FilterBar, FilterWarnings } from '@/components/data-table/filter-bar'
import { filterColumns } from '@/components/data-table/filter-columns'
import { SchemaList } from '@/components/data-table/schema-list'
import { TableHeading } from '@/components/data-table/table-heading'
import { parseTableParams, type SearchParams, tableSearch } from '@/components/data-table/table-params'
import { DataSourceSkeleton, TableSkeleton } from '@/components/data-table/table-skeleton'
import { TableView } from '@/components/data-table/table-view'
import { DocumentTitle } from '@/components/layout/document-title'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { OpenInNotion } from '@/components/ui/open-in-notion'
import { SuspensePage } from '@/components/ui/suspense-section'
import { WorkspaceFrame } from '@/components/workspace/workspace-frame'
import type { RowBatch } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { truncate } from '@/lib/shared/truncate'
import { databaseHref, dataSourceHref, notionHref } from '@/lib/shared/urls'
import { renderNotionSection } from '../../_components/notion-boundary'
import { renderIfCached } from '../../_components/render-if-cached'
import { loadWorkspaceOr404, notionIdOr404, workspaceTitle } from '../../_lib/load-workspace'
import { refresh } from '../../actions'
import { FilterEditor } from './_components/filter-editor'
import { Rows, type TableRequest } from './_components/rows'
import { conditionNames } from './_lib/condition-names'

// The database's title arrives later and replaces this one, see `DocumentTitle`.
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
  const here = dataSourceHref(workspace.connection.id, id)
  if (asked.applied) redirect(`${here}${tableSearch(asked.applied, { noJs: asked.noJs })}`)
  return { workspace, id, here, asked }
}

/** Notion rejects a query with a column that is gone, so the columns are read first where the address names any. */
async function readRows({ workspace, id, asked }: TableRequest): Promise<RowBatch> {
  const query = isEmptyQuery(asked.query)
    ? asked.query
    : checkQuery(asked.query, await workspace.columns(id)).query
  return workspace.rows(id, query, asked.cursor)
}

async function TableContent({
  table,
  rows,
  names,
}: {
  table: TableRequest
  rows: Promise<RowBatch>
  names: Promise<KnownNames>
}): Promise<ReactNode> {
  const { workspace, id, here, asked } = table
  const connectionId = workspace.connection.id
  const { cursor, noJs } = asked
  const search = tableSearch(asked.query, { cursor, noJs })
  const noJsUrl = `${here}${tableSearch(asked.query, { cursor, noJs: true })}`
  return renderNotionSection(
    workspace,
    `${here}${search}`,
    async () => {
      const view = await workspace.dataSource(id)
      const { query, warnings } = checkQuery(asked.query, view.properties)
      const nonce = (await headers()).get('x-nonce')
      const firstRows = await renderIfCached(Rows, { table, query, view, rows, nonce }, rows)
      return (
        <>
          <RecordVisit connectionId={connectionId} href={here} title={truncate(plainText(view.title))} />
          <DocumentTitle title={truncate(plainText(view.title)) || 'Untitled'} />
          <TableHeading connectionId={connectionId} kind="data_source" {...view}>
            {view.databaseId && (
              <Link
                href={databaseHref(connectionId, view.databaseId)}
                prefetch={false}
                className={buttonClass('quiet', '', 'sm')}
              >
                <Icon icon={Layers} />
                All views of this database
              </Link>
            )}
          </TableHeading>
          <div className="mt-4 mb-6">
            <SchemaList
              properties={view.properties}
              unreadable={view.unreadableColumns}
              connectionId={connectionId}
            />
          </div>
          <TableView
            table={{
              connectionId,
              dataSourceId: id,
              here,
              search: tableSearch(query),
              columns: filterColumns(view.properties),
            }}
          >
            <FilterBar
              properties={view.properties}
              here={here}
              query={query}
              names={await names}
              noJs={noJs}
            />
            <FilterWarnings warnings={[...asked.warnings, ...warnings]} />
            {asked.edit && (
              <FilterEditor table={table} query={query} draft={asked.edit} properties={view.properties} />
            )}
            <SuspensePage
              noJs={noJs}
              isReady={firstRows.isReady}
              noJsUrl={noJsUrl}
              fallback={<TableSkeleton columns={Math.min(8, view.properties.length)} />}
            >
              {firstRows.content}
            </SuspensePage>
          </TableView>
        </>
      )
    },
    { heading: 'h1', elsewhere: <OpenInNotion href={notionHref(id) ?? 'https://www.notion.so'} /> },
  )
}

export default async function DataSourcePage(props: Props) {
  const table = await loadTable(props)
  const { workspace, id, here, asked } = table
  // Start all reads now. The component that renders the rows handles their errors.
  const rows = readRows(table)
  rows.catch(() => {})
  const names = conditionNames(workspace, asked.query)
  const shown = await renderIfCached(TableContent, { table, rows, names }, workspace.dataSource(id), names)
  return (
    <WorkspaceFrame
      connection={workspace.connection}
      refresh={refresh}
      title={workspace.knownTitle(id) || 'Database'}
      wide
    >
      <SuspensePage
        noJs={asked.noJs}
        // The filter form may have to read people.
        isReady={shown.isReady && !asked.edit}
        noJsUrl={`${here}${tableSearch(asked.query, { cursor: asked.cursor, noJs: true })}`}
        fallback={<DataSourceSkeleton title={workspace.knownTitle(id)} />}
      >
        {shown.content}
      </SuspensePage>
    </WorkspaceFrame>
  )
}
