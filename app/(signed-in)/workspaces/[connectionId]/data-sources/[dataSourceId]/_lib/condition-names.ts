import type { KnownNames } from '@/components/data-table/describe-query'
import { findOperator } from '@/components/data-table/filter-operators'
import type { Workspace } from '@/lib/content'
import type { RowQuery } from '@/lib/notion'
import { parseNotionId } from '@/lib/shared/ids'

/**
 * Names for the ids in a filter. Pages, and people beyond the first batch, are named where they were read in the last
 * minute. People are listed, which is one call to Notion, only if the filter has a person's id.
 */
export async function conditionNames(workspace: Workspace, query: RowQuery): Promise<KnownNames> {
  const hasPerson = query.conditions.some(
    ({ type, operator, values }) =>
      findOperator(type, operator)?.takes === 'person' && values.some((value) => parseNotionId(value)),
  )
  // Without the permission to list people, the filter still works.
  const batch = hasPerson ? await workspace.people(null).catch(() => null) : null
  const names = new Map(batch?.people.map(({ id, name }) => [id, name]))
  return { person: (id) => names.get(id) ?? workspace.knownPerson(id), page: workspace.knownTitle }
}
