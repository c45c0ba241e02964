/** The type of a condition's value. */
export type ValueKind = 'text' | 'number' | 'date' | 'option' | 'person' | 'page' | 'verification'

interface Operator {
  /**
   * Notion's operator. A nested operator is a path: `string.contains` of a formula is
   * `{ formula: { string: { contains } } }`, and a rollup has `any.rich_text.contains`.
   */
  readonly operator: string
  /** Completes "<property name> …". */
  readonly words: string
  /** Null if it takes no value. */
  readonly takes: ValueKind | null
  /** The value to send for an operator that takes none but for which Notion requires one. */
  readonly fixed?: string
}

const takes = (operator: string, words: string, kind: ValueKind): Operator => ({
  operator,
  words,
  takes: kind,
})
const alone = (operator: string, words: string): Operator => ({ operator, words, takes: null })

const EXISTENCE = [alone('is_empty', 'is empty'), alone('is_not_empty', 'is not empty')]

const TEXT = [
  takes('contains', 'contains', 'text'),
  takes('does_not_contain', 'does not contain', 'text'),
  takes('equals', 'is', 'text'),
  takes('does_not_equal', 'is not', 'text'),
  takes('starts_with', 'starts with', 'text'),
  takes('ends_with', 'ends with', 'text'),
  ...EXISTENCE,
]

const COMPARISONS = [
  takes('equals', '=', 'number'),
  takes('does_not_equal', '≠', 'number'),
  takes('greater_than', '>', 'number'),
  takes('less_than', '<', 'number'),
  takes('greater_than_or_equal_to', '≥', 'number'),
  takes('less_than_or_equal_to', '≤', 'number'),
]
const NUMBER = [...COMPARISONS, ...EXISTENCE]

const CHECKBOX: readonly Operator[] = [
  { operator: 'equals', words: 'is checked', takes: null, fixed: 'true' },
  { operator: 'does_not_equal', words: 'is not checked', takes: null, fixed: 'true' },
]

const choice = (equals: string, differs: string, kind: ValueKind, has: string, hasNot: string) => [
  takes(equals, has, kind),
  takes(differs, hasNot, kind),
  ...EXISTENCE,
]
const OPTION = choice('equals', 'does_not_equal', 'option', 'is', 'is not')
const OPTIONS = choice('contains', 'does_not_contain', 'option', 'has', 'does not have')
const PEOPLE = choice('contains', 'does_not_contain', 'person', 'is', 'is not')
const RELATION = choice('contains', 'does_not_contain', 'page', 'links to', 'does not link to')

const DATE_COMPARISONS = [
  takes('equals', 'is on', 'date'),
  takes('before', 'is before', 'date'),
  takes('after', 'is after', 'date'),
  takes('on_or_before', 'is on or before', 'date'),
  takes('on_or_after', 'is on or after', 'date'),
]
const DATE = [
  ...DATE_COMPARISONS,
  alone('this_week', 'is in this week'),
  alone('past_week', 'is in the past week'),
  alone('past_month', 'is in the past month'),
  alone('past_year', 'is in the past year'),
  alone('next_week', 'is in the next week'),
  alone('next_month', 'is in the next month'),
  alone('next_year', 'is in the next year'),
  ...EXISTENCE,
]

const VERIFICATION = [takes('status', 'is', 'verification')]

const within = (path: string, operators: readonly Operator[], note = '') =>
  operators.map((one) => ({ ...one, operator: `${path}.${one.operator}`, words: `${one.words}${note}` }))

// The schema doesn't say which type a formula or rollup returns, so the person chooses.
const FORMULA = [
  ...within('string', TEXT),
  ...within('number', COMPARISONS, ' (number)'),
  ...within('date', DATE_COMPARISONS, ' (date)'),
  ...within('checkbox', CHECKBOX),
]
const ROLLUP = [
  ...within('number', COMPARISONS, ' (number)'),
  ...within('date', DATE_COMPARISONS, ' (date)'),
  ...within('any.rich_text', TEXT.slice(0, 4), ' (any text)'),
  ...within('any.number', COMPARISONS, ' (any number)'),
  ...within('any.date', DATE_COMPARISONS, ' (any date)'),
]

/** Notion's filter conditions by property type. */
const BY_TYPE: Readonly<Record<string, readonly Operator[]>> = {
  title: TEXT,
  rich_text: TEXT,
  url: TEXT,
  email: TEXT,
  phone_number: TEXT,
  number: NUMBER,
  unique_id: COMPARISONS,
  checkbox: CHECKBOX,
  select: OPTION,
  status: OPTION,
  multi_select: OPTIONS,
  date: DATE,
  created_time: DATE,
  last_edited_time: DATE,
  people: PEOPLE,
  created_by: PEOPLE,
  last_edited_by: PEOPLE,
  files: EXISTENCE,
  relation: RELATION,
  formula: FORMULA,
  rollup: ROLLUP,
  verification: VERIFICATION,
}

/** The operators of a property type; none for a type that Notion can't filter by. */
export const operatorsFor = (type: string): readonly Operator[] =>
  Object.hasOwn(BY_TYPE, type) ? (BY_TYPE[type] ?? []) : []

/** Finds an operator by its name in the URL. */
export const findOperator = (type: string, operator: string): Operator | undefined =>
  operatorsFor(type).find((one) => one.operator === operator)

/** Property types that rows can be filtered by. */
export const FILTERABLE_TYPES: readonly string[] = Object.keys(BY_TYPE)
