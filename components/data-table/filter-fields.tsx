import type { ReactNode } from 'react'
import { parseNotionId } from '@/lib/shared/ids'
import { Tag } from '../notion-content/properties/value-parts'
import { Avatar } from '../ui/avatar'
import { Button } from '../ui/button'
import { Input, Select } from '../ui/field'
import { type FilterColumn, offeredOperators } from './filter-columns'
import type { Operator } from './filter-operators'
import { MAX_VALUE, RELATIVE_DAYS, VERIFICATIONS } from './filter-values'
import type { FilterDraft } from './table-params'

/** People whom the form offers. */
export interface PeopleChoice {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** The workspace has others. */
  readonly hasMore: boolean
}

interface FilterFieldsProps {
  /** Makes the ids of several forms distinct. */
  readonly formId: string
  readonly columns: readonly FilterColumn[]
  readonly draft: FilterDraft
  /** Null while they load, or if they can't be read. */
  readonly people: PeopleChoice | null
  readonly autoFocus: boolean
  /** In the browser, other fields follow at once. */
  readonly onColumn?: (column: string) => void
  readonly onOperator?: (operator: string) => void
  readonly onMorePeople?: () => void
}

const LABEL = 'mb-1 block font-medium'
const VERIFICATION_WORDS = { verified: 'Verified', expired: 'Expired', none: 'Not verified' } as const

/** The operators under their headings. */
function OperatorOptions({ operators }: { operators: readonly Operator[] }) {
  const groups = [...new Set(operators.map(({ group }) => group))]
  return groups.map((group) => {
    const options = operators
      .filter((one) => one.group === group)
      .map(({ operator, wordsForMany }) => (
        <option key={operator} value={operator}>
          {wordsForMany}
        </option>
      ))
    return group === undefined ? (
      options
    ) : (
      <optgroup key={group} label={group}>
        {options}
      </optgroup>
    )
  })
}

function CheckList({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className={LABEL}>{legend}</legend>
      {/* Positioned, so that visually hidden text in it scrolls with it. */}
      <div className="relative max-h-48 overflow-y-auto rounded-lg border border-rule bg-raised p-1">
        {children}
      </div>
    </fieldset>
  )
}

function CheckItem({ value, checked, children }: { value: string; checked: boolean; children: ReactNode }) {
  return (
    <label className="flex min-h-8 items-center gap-2.5 rounded-sm px-2 hover:bg-hover max-desk:min-h-11">
      <input
        type="checkbox"
        name="value"
        value={value}
        defaultChecked={checked}
        className="size-4 shrink-0"
      />
      <span className="flex min-w-0 items-center gap-2">{children}</span>
    </label>
  )
}

/** One value that isn't in a list. */
function OtherValue({ id, label, value, hint }: { id: string; label: string; value: string; hint?: string }) {
  return (
    <div className="mt-2">
      <label htmlFor={id} className={LABEL}>
        {label}
      </label>
      <Input
        id={id}
        name="value"
        defaultValue={value}
        maxLength={MAX_VALUE}
        autoComplete="off"
        dir="auto"
        placeholder={hint}
        className="w-full"
      />
    </div>
  )
}

type ValueProps = Pick<FilterFieldsProps, 'formId' | 'draft' | 'people' | 'onMorePeople'>

function PeopleField({ formId, draft, people, onMorePeople }: ValueProps) {
  const listed = people?.people ?? []
  const isListed = (value: string) => value === 'me' || listed.some(({ id }) => id === value)
  const unlisted = draft.values.filter((value) => parseNotionId(value) && !isListed(value))
  const [name = ''] = draft.values.filter((value) => value !== 'me' && !parseNotionId(value))
  return (
    <>
      <CheckList legend="People">
        <CheckItem value="me" checked={draft.values.includes('me')}>
          You
        </CheckItem>
        {unlisted.map((id) => (
          <CheckItem key={id} value={id} checked>
            Someone who isn’t listed here
          </CheckItem>
        ))}
        {listed.map((person) => (
          <CheckItem key={person.id} value={person.id} checked={draft.values.includes(person.id)}>
            <Avatar name={person.name} size="sm" />
            <bdi>{person.name}</bdi>
          </CheckItem>
        ))}
        {people?.hasMore && onMorePeople && (
          <Button tone="quiet" size="sm" onClick={onMorePeople}>
            Load more people
          </Button>
        )}
      </CheckList>
      {(!people || people.hasMore || name) && (
        <OtherValue id={`${formId}-value`} label="Or by name" value={name} hint="Name or email" />
      )}
    </>
  )
}

function OptionField({
  formId,
  column,
  draft,
}: { column: FilterColumn } & Pick<FilterFieldsProps, 'formId' | 'draft'>) {
  const { options } = column
  const [other = ''] = draft.values.filter((value) => !options.some(({ name }) => name === value))
  return (
    <>
      {options.length > 0 && (
        <CheckList legend="Options">
          {options.map(({ name, color }) => (
            <CheckItem key={name} value={name} checked={draft.values.includes(name)}>
              <Tag name={name} color={color} />
            </CheckItem>
          ))}
        </CheckList>
      )}
      {(options.length === 0 || column.hasMoreOptions || other) && (
        <OtherValue id={`${formId}-value`} label="Name of an option" value={other} />
      )}
    </>
  )
}

function DateField({ formId, draft }: Pick<FilterFieldsProps, 'formId' | 'draft'>) {
  const [value = ''] = draft.values.filter(Boolean)
  const isRelative = RELATIVE_DAYS.some(([name]) => name === value)
  return (
    <div>
      <label htmlFor={`${formId}-day`} className={LABEL}>
        Date
      </label>
      <div className="grid grid-cols-2 gap-3 max-xs:grid-cols-1">
        {/* The field next to it counts only for an exact date, and hides for any other. */}
        <Select
          id={`${formId}-day`}
          name="value"
          defaultValue={isRelative ? value : ''}
          className="peer w-full"
        >
          <option value="">Exact date</option>
          {RELATIVE_DAYS.map(([name, words]) => (
            <option key={name} value={name}>
              {words.charAt(0).toUpperCase() + words.slice(1)}
            </option>
          ))}
        </Select>
        <Input
          type="date"
          name="value"
          aria-label="Exact date"
          // A time in an address is kept as long as nothing else is chosen.
          defaultValue={isRelative ? '' : value.slice(0, 10)}
          className="w-full peer-has-[option:not([value='']):checked]:hidden"
        />
      </div>
    </div>
  )
}

function ValueField({
  formId,
  column,
  operator,
  draft,
  people,
  onMorePeople,
}: { column: FilterColumn; operator: Operator } & ValueProps) {
  const [value = ''] = draft.values.filter(Boolean)
  switch (operator.takes) {
    case null:
      return null
    case 'option':
      return <OptionField formId={formId} column={column} draft={draft} />
    case 'person':
      return <PeopleField formId={formId} draft={draft} people={people} onMorePeople={onMorePeople} />
    case 'date':
      return <DateField formId={formId} draft={draft} />
    case 'verification':
      return (
        <CheckList legend="States">
          {VERIFICATIONS.map((state) => (
            <CheckItem key={state} value={state} checked={draft.values.includes(state)}>
              {VERIFICATION_WORDS[state]}
            </CheckItem>
          ))}
        </CheckList>
      )
    case 'page':
      return (
        <OtherValue id={`${formId}-value`} label="Page" value={value} hint="Link or ID of a page in Notion" />
      )
    case 'number':
      return (
        <div>
          <label htmlFor={`${formId}-value`} className={LABEL}>
            Number
          </label>
          <Input
            id={`${formId}-value`}
            type="number"
            step="any"
            inputMode="decimal"
            name="value"
            defaultValue={value}
            className="w-full"
          />
        </div>
      )
    case 'text':
      return <OtherValue id={`${formId}-value`} label="Text" value={value} />
    default:
      return operator.takes satisfies never
  }
}

/** The fields of a condition: column, operator, and a value where the operator takes one. */
export function FilterFields({
  formId,
  columns,
  draft,
  people,
  autoFocus,
  onColumn,
  onOperator,
  onMorePeople,
}: FilterFieldsProps) {
  const column = columns.find(({ param }) => param === draft.column)
  const operators = column ? offeredOperators(column, draft.operator) : []
  const operator = operators.find((one) => one.operator === draft.operator) ?? operators[0]
  return (
    <div className="space-y-4">
      <div className="grid grid-cols-2 gap-3">
        <div className="min-w-0">
          <label htmlFor={`${formId}-column`} className={LABEL}>
            Column
          </label>
          <Select
            key={onColumn ? undefined : draft.column}
            id={`${formId}-column`}
            name="column"
            autoFocus={autoFocus}
            defaultValue={draft.column}
            onChange={onColumn && (({ currentTarget }) => onColumn(currentTarget.value))}
            className="w-full"
          >
            {columns.map(({ param, name }) => (
              <option key={param} value={param}>
                {name}
              </option>
            ))}
          </Select>
        </div>
        {column && (
          <div className="min-w-0">
            <label htmlFor={`${formId}-operator`} className={LABEL}>
              Condition
            </label>
            <Select
              key={column.param}
              id={`${formId}-operator`}
              name="operator"
              defaultValue={operator?.operator}
              onChange={onOperator && (({ currentTarget }) => onOperator(currentTarget.value))}
              className="w-full"
            >
              <OperatorOptions operators={operators} />
            </Select>
          </div>
        )}
      </div>
      {column && operator && (
        <ValueField
          // Other values for another column, and for an operator of another kind.
          key={`${column.param} ${operator.takes}`}
          formId={formId}
          column={column}
          operator={operator}
          draft={draft}
          people={people}
          onMorePeople={onMorePeople}
        />
      )}
      {draft.problem && (
        <p role="alert" className="text-danger">
          {draft.problem === 'a condition' ? 'Choose a condition.' : `Enter ${draft.problem}.`}
        </p>
      )}
    </div>
  )
}
