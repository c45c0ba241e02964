import type { Emulator } from '../../http/context'
import { hostOf } from '../../http/host'
import type { WorldPage } from '../../world'
import type { WorldDataSource } from '../../world/schema'
import type { Caller } from '../bearer'
import { propertiesOf } from '../page-objects'
import type { Reach } from '../visible-pages'
import { readFilter } from './filter'
import { readSorts } from './sort'

export interface Question {
  readonly filter?: unknown
  readonly sorts?: unknown
}

const MAX_KEPT = 50
const DAY = 86_400_000

/** What queries found, for the cursors that follow: until what the connection sees changes. */
const kept = new WeakMap<Reach, Map<string, readonly WorldPage[]>>()

function keep(reach: Reach, key: string, find: () => readonly WorldPage[]): readonly WorldPage[] {
  const found = kept.get(reach) ?? new Map<string, readonly WorldPage[]>()
  kept.set(reach, found)
  const before = found.get(key)
  if (before) return before
  const rows = find()
  const [oldest] = found.keys()
  if (found.size >= MAX_KEPT && oldest !== undefined) found.delete(oldest)
  found.set(key, rows)
  return rows
}

/** All rows that answer a question, in its order. @throws {QueryProblem} what is wrong with the question */
export function rowsOf(
  emulator: Emulator,
  { reach, workspace, bot }: Caller,
  dataSource: WorldDataSource,
  { filter, sorts }: Question,
): readonly WorldPage[] {
  const now = Date.now()
  // Relative dates mean something else tomorrow.
  const key = JSON.stringify([dataSource.id, filter, sorts, Math.floor(now / DAY)])
  return keep(reach, key, () => {
    const { schema } = dataSource
    const holds = filter === undefined ? () => true : readFilter(filter, { schema, me: bot.personId, now })
    const sort = readSorts(sorts ?? [], schema)
    const rows = emulator.content.below(workspace, dataSource.id).filter((page) => reach.byId.has(page.id))
    if (filter === undefined && (sorts === undefined || (Array.isArray(sorts) && sorts.length === 0)))
      return rows
    const host = hostOf(emulator)
    const views = rows.map((page) => ({ page, values: propertiesOf(page, true, host) })).filter(holds)
    return sort(views).map(({ page }) => page)
  })
}
