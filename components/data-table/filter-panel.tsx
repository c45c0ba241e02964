import type { RowQuery } from '@/lib/notion'
import { Button, buttonClass } from '../ui/button'
import { Card } from '../ui/card'
import { QueryFields } from './filter-bar'
import type { FilterColumn } from './filter-columns'
import { FilterFields, type PeopleChoice } from './filter-fields'
import { type FilterDraft, tableSearch } from './table-params'

/** The filter form on the page itself, step by step: first the column, then the condition and its value. */
export function FilterPanel({
  formId = 'filter-panel',
  here,
  query,
  noJs,
  draft,
  columns,
  people,
  autoFocus = true,
}: {
  formId?: string
  here: string
  query: RowQuery
  noJs: boolean
  draft: FilterDraft
  columns: readonly FilterColumn[]
  people: PeopleChoice | null
  autoFocus?: boolean
}) {
  const column = columns.find(({ param }) => param === draft.column)
  const isComplete = column !== undefined
  return (
    <Card className="max-w-xl">
      <form
        action={here}
        data-soft=""
        aria-label={`${draft.index === null ? 'Add a filter' : 'Change a filter'}${column ? `: ${column.name}` : ''}`}
      >
        <QueryFields query={query} noJs={noJs} />
        <input type="hidden" name="edit" value={draft.index ?? 'new'} />
        <FilterFields formId={formId} columns={columns} draft={draft} people={people} autoFocus={autoFocus} />
        <div className="mt-4 flex flex-wrap justify-between gap-2">
          <a href={`${here}${tableSearch(query, { noJs })}`} data-soft="" className={buttonClass('quiet')}>
            Cancel
          </a>
          {/* The first button is the one that the Enter key presses. */}
          <span className="flex flex-row-reverse flex-wrap gap-2">
            {isComplete && (
              <Button type="submit" tone="primary" name="apply" value="1">
                {draft.index === null ? 'Add filter' : 'Save filter'}
              </Button>
            )}
            {/* Another column or operator needs other fields. */}
            <Button type="submit" tone={isComplete ? 'plain' : 'primary'}>
              {isComplete ? 'Show other fields' : 'Continue'}
            </Button>
          </span>
        </div>
      </form>
    </Card>
  )
}
