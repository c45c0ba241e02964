import type { PropertySchema } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { Button, buttonClass } from '../ui/button'
import { Input, Select } from '../ui/field'
import { visibleColumns } from './columns'
import { operatorsFor } from './filter-operators'
import { filterParam, type TableParams, tableSearch } from './table-params'

const MAX_SUGGESTIONS = 300
/** In characters. Notion limits the name of an option to 100. */
const MAX_SUGGESTION = 200

/** The names of all options of all columns. */
function optionNames(properties: readonly PropertySchema[]): readonly string[] {
  const options = properties.flatMap((property): readonly ({ readonly name?: unknown } | null)[] => {
    if (property.type === 'select') return property.select?.options ?? []
    if (property.type === 'multi_select') return property.multi_select?.options ?? []
    return property.type === 'status' ? (property.status?.options ?? []) : []
  })
  const names = options.flatMap((one) => (typeof one?.name === 'string' ? one.name : []))
  return [...new Set(names)].filter(({ length }) => length <= MAX_SUGGESTION).slice(0, MAX_SUGGESTIONS)
}

const FIELD_SIZE = 'mt-1 min-h-10 w-full px-2 text-md'

/** Filters the table by one condition. A plain GET form that works without JavaScript. */
export function FilterForm({
  properties,
  asked,
  here,
}: {
  properties: readonly PropertySchema[]
  asked: TableParams
  here: string
}) {
  const { query, formValues, warnings, noJs } = asked
  const sort = new URLSearchParams(tableSearch({ ...query, filter: null })).get('sort')
  return (
    <form
      action={here}
      key={`${formValues.filter} ${formValues.value}`}
      className="flex flex-wrap items-end gap-3"
    >
      {sort && <input type="hidden" name="sort" value={sort} />}
      {noJs && <input type="hidden" name="plain" value="1" />}
      <label className="min-w-0 flex-[2_1_14rem] text-sm text-dim">
        Filter by
        <Select name="filter" defaultValue={formValues.filter} className={FIELD_SIZE}>
          <option value="">No filter</option>
          {visibleColumns(properties).map(({ id, name, type }) => (
            <optgroup key={id} label={truncate(name, 60)}>
              {operatorsFor(type).map(({ operator, words }) => (
                <option key={operator} value={filterParam({ propertyId: id, type, operator })}>
                  {truncate(name, 60)} {words}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </label>
      <label className="min-w-0 flex-[1_1_9rem] text-sm text-dim">
        Value
        <Input
          name="value"
          defaultValue={formValues.value}
          list="filter-options"
          autoComplete="off"
          aria-describedby={warnings.length > 0 ? 'filter-notes' : undefined}
          className={FIELD_SIZE}
        />
      </label>
      <datalist id="filter-options">
        {optionNames(properties).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Button type="submit">Filter</Button>
      {formValues.filter && (
        <a href={`${here}${tableSearch({ ...query, filter: null }, { noJs })}`} className={buttonClass()}>
          Show all rows
        </a>
      )}
    </form>
  )
}

/** Which parts of the URL were ignored, and why. */
export function FilterWarnings({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <div id="filter-notes" role="status" className="text-sm text-danger">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  )
}
