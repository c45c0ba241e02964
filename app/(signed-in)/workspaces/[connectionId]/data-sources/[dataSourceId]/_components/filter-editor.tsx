import type { ReactNode } from 'react'
import { filterColumns, offeredOperators } from '@/components/data-table/filter-columns'
import type { PeopleChoice } from '@/components/data-table/filter-fields'
import { FilterPanel } from '@/components/data-table/filter-panel'
import type { FilterDraft } from '@/components/data-table/table-params'
import { toPeopleChoice } from '@/components/people/people-choice'
import type { Workspace } from '@/lib/content'
import type { PropertySchema, RowQuery } from '@/lib/notion'
import type { TableRequest } from './rows'

async function readPeople(workspace: Workspace): Promise<PeopleChoice | null> {
  try {
    const { people, nextCursor } = await workspace.people(null)
    return toPeopleChoice(people, nextCursor !== null)
  } catch {
    // Without them, people are named in a field.
    return null
  }
}

/** The open filter form, with the people that it offers. */
export async function FilterEditor({
  table: { workspace, here, asked },
  query,
  draft,
  properties,
}: {
  table: TableRequest
  query: RowQuery
  draft: FilterDraft
  properties: readonly PropertySchema[]
}): Promise<ReactNode> {
  const columns = filterColumns(properties)
  const column = columns.find(({ param }) => param === draft.column)
  const operators = column ? offeredOperators(column, draft.operator) : []
  const operator = operators.find((one) => one.operator === draft.operator) ?? operators[0]
  return (
    <FilterPanel
      here={here}
      query={query}
      noJs={asked.noJs}
      draft={draft}
      columns={columns}
      people={operator?.takes === 'person' ? await readPeople(workspace) : null}
    />
  )
}
