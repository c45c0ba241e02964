'use client'
import { type SubmitEvent, useEffect, useState } from 'react'
import { Button } from '../ui/button'
import { offeredOperators } from './filter-columns'
import { FilterFields, type PeopleChoice } from './filter-fields'
import {
  draftOf,
  parametersOf,
  parseDraft,
  parseTableParams,
  tableSearch,
  withCondition,
} from './table-params'
import { useTable } from './table-view'

const PEOPLE_STEP = 100

async function fetchPeople(connectionId: string, upTo: number, signal: AbortSignal): Promise<PeopleChoice> {
  const response = await fetch(`/api/people/${connectionId}?upTo=${upTo}`, {
    headers: { accept: 'application/json' },
    signal,
  })
  if (!response.ok) throw new Error('no people')
  return response.json()
}

/** Makes a condition, or changes one. */
export function FilterBuilder({
  formId,
  index,
  onClose,
}: {
  formId: string
  index: number | null
  onClose: () => void
}) {
  const { connectionId, columns, here, search, open } = useTable()
  const { query } = parseTableParams(parametersOf(new URLSearchParams(search)))
  const [draft, setDraft] = useState(() => draftOf(query, index, columns[0]?.param))
  const [people, setPeople] = useState<PeopleChoice | null>(null)
  const [upTo, setUpTo] = useState(PEOPLE_STEP)

  const column = columns.find(({ param }) => param === draft.column)
  const operators = column ? offeredOperators(column, draft.operator) : []
  const operator = operators.find((one) => one.operator === draft.operator) ?? operators[0]
  const needsPeople = operator?.takes === 'person'
  useEffect(() => {
    if (!needsPeople) return
    const controller = new AbortController()
    // Without them, people are named in a field.
    fetchPeople(connectionId, upTo, controller.signal).then(setPeople, () => {})
    return () => controller.abort()
  }, [needsPeople, connectionId, upTo])

  const apply = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const values = form.getAll('value').map(String)
    const filled = { ...draft, operator: operator?.operator ?? '', values }
    const made = parseDraft(filled)
    if ('problem' in made) return setDraft({ ...filled, problem: made.problem ?? 'a condition' })
    onClose()
    open(`${here}${tableSearch(withCondition(query, index, made.condition))}`)
  }

  return (
    <form noValidate onSubmit={apply}>
      <FilterFields
        formId={formId}
        columns={columns}
        draft={draft}
        people={people}
        autoFocus
        onColumn={(param) => setDraft({ ...draft, column: param, operator: '', values: [], problem: null })}
        onMorePeople={() => setUpTo(upTo + PEOPLE_STEP)}
        onOperator={(name) => setDraft({ ...draft, operator: name, problem: null })}
      />
      <div className="mt-4 flex justify-between gap-2">
        <Button tone="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button tone="primary" type="submit">
          {index === null ? 'Add filter' : 'Save filter'}
        </Button>
      </div>
    </form>
  )
}
