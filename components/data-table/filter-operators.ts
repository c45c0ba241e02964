/** The type of a condition's value. */
export type ValueKind = 'text' | 'number' | 'date' | 'option' | 'person' | 'page' | 'verification'

/** Kinds of which one condition takes several values. */
const LIST_KINDS: ReadonlySet<ValueKind> = new Set(['option', 'person', 'page', 'verification'])

export interface Operator {
  /**
   * Notion's operator. A nested operator is a path: `string.contains` of a formula is
   * `{ formula: { string: { contains } } }`, and a rollup has `any.rich_text.contains`.
   */
  readonly operator: string
  /** Completes "<property name> …" before one value. */
  readonly words: string
  /** The same before several values, and in a list of operators. */
  readonly wordsForMany: string
  /** Null if it takes no value. */
  readonly takes: ValueKind | null
  /** Whether it takes several values. */
  readonly many: boolean
  /** The value to send for an operator that takes none but for which Notion requires one. */
  readonly fixed?: string
  /** Heading in a list of operators. */
  readonly group?: string
}

const takes = (operator: string, words: string, kind: ValueKind, wordsForMany = words): Operator => ({
  operator,
  words,
  wordsForMany,
  takes: kind,
  many: LIST_KINDS.has(kind),
})
const alone = (operator: string, words: string, fixed?: string): Operator => ({
  operator,
  words,
  wordsForMany: words,
  takes: null,
  many: false,
  ...(fixed !== undefined && { fixed }),
})

const EXISTENCE = [alone('is_empty', 'is empty'), alone('is_not_empty', 'is not empty')]

const TEXT_COMPARISONS = [
  takes('contains', 'contains', 'text'),
  takes('does_not_contain', 'does not contain', 'text'),
  takes('equals', 'is', 'text'),
  takes('does_not_equal', 'is not', 'text'),
  takes('starts_with', 'starts with', 'text'),
  takes('ends_with', 'ends with', 'text'),
]
const TEXT = [...TEXT_COMPARISONS, ...EXISTENCE]

const COMPARISONS = [
  takes('equals', '=', 'number'),
  takes('does_not_equal', '≠', 'number'),
  takes('greater_than', '>', 'number'),
  takes('less_than', '<', 'number'),
  takes('greater_than_or_equal_to', '≥', 'number'),
  takes('less_than_or_equal_to', '≤', 'number'),
]
const NUMBER = [...COMPARISONS, ...EXISTENCE]

const CHECKBOX = [
  alone('equals', 'is checked', 'true'),
  // Notion counts an empty checkbox as not checked.
  alone('does_not_equal', 'is not checked', 'true'),
]

const EQUALITY = (kind: ValueKind) => [
  takes('equals', 'is', kind, 'is any of'),
  takes('does_not_equal', 'is not', kind, 'is none of'),
]
const CONTAINMENT = (kind: ValueKind, has: string, hasNot: string, hasAny: string, hasNone: string) => [
  takes('contains', has, kind, hasAny),
  takes('does_not_contain', hasNot, kind, hasNone),
]
const OPTION = [...EQUALITY('option'), ...EXISTENCE]
const HAS_OPTION = CONTAINMENT(
  'option',
  'contains',
  'does not contain',
  'contains any of',
  'contains none of',
)
const HAS_PERSON = CONTAINMENT('person', 'is', 'is not', 'is any of', 'is none of')
const HAS_PAGE = CONTAINMENT('page', 'links to', 'does not link to', 'links to any of', 'links to none of')

const DATE_COMPARISONS = [
  takes('equals', 'is', 'date'),
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

const VERIFICATION = [takes('status', 'is', 'verification', 'is any of')]

const within = (path: string, operators: readonly Operator[], group: string, prefix = ''): Operator[] =>
  operators.map((one) => ({
    ...one,
    operator: `${path}.${one.operator}`,
    words: `${prefix}${one.words}`,
    wordsForMany: `${prefix}${one.wordsForMany}`,
    group,
  }))

// The schema doesn't say which type a formula returns, so the person chooses.
const FORMULA = [
  ...within('string', TEXT, 'If it is text'),
  ...within('number', NUMBER, 'If it is a number'),
  ...within('date', DATE, 'If it is a date'),
  ...within('checkbox', CHECKBOX, 'If it is a checkbox'),
]

/** What Notion can compare in a list that a rollup shows. Options are written, because they are another table's. */
const ROLLED_UP: readonly (readonly [string, string, readonly Operator[]])[] = [
  ['rich_text', 'text', TEXT_COMPARISONS.slice(0, 4)],
  ['number', 'number', COMPARISONS],
  ['checkbox', 'checkbox', CHECKBOX],
  ['date', 'date', DATE_COMPARISONS],
  ['select', 'option', [takes('equals', 'is', 'text'), takes('does_not_equal', 'is not', 'text')]],
  ['status', 'status', [takes('equals', 'is', 'text'), takes('does_not_equal', 'is not', 'text')]],
  [
    'multi_select',
    'list of options',
    [takes('contains', 'contains', 'text'), takes('does_not_contain', 'does not contain', 'text')],
  ],
  ['people', 'person', HAS_PERSON],
  ['relation', 'page', HAS_PAGE],
  ['files', 'file', EXISTENCE],
]

const ROLLUP_LIST = (['any', 'every', 'none'] as const).flatMap((quantifier) =>
  ROLLED_UP.flatMap(([type, noun, operators]) =>
    within(
      `${quantifier}.${type}`,
      operators,
      `${{ any: 'Any', every: 'Every', none: 'No' }[quantifier]} ${noun}`,
      `${{ any: 'any', every: 'every', none: 'no' }[quantifier]} ${noun} `,
    ),
  ),
)
const ROLLUP_NUMBER = within('number', NUMBER, 'If it is a number')
const ROLLUP_DATE = within('date', DATE, 'If it is a date')
const ROLLUP = [...ROLLUP_NUMBER, ...ROLLUP_DATE, ...ROLLUP_LIST]

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
  multi_select: [...HAS_OPTION, ...EXISTENCE],
  date: DATE,
  created_time: DATE,
  last_edited_time: DATE,
  people: [...HAS_PERSON, ...EXISTENCE],
  created_by: HAS_PERSON,
  last_edited_by: HAS_PERSON,
  files: EXISTENCE,
  relation: [...HAS_PAGE, ...EXISTENCE],
  formula: FORMULA,
  rollup: ROLLUP,
  verification: VERIFICATION,
}

/** The operators of a property type; none for a type that Notion can't filter by. */
export const operatorsFor = (type: string): readonly Operator[] =>
  Object.hasOwn(BY_TYPE, type) ? (BY_TYPE[type] ?? []) : []

const DATE_ROLLUPS: ReadonlySet<string> = new Set(['earliest_date', 'latest_date'])
const LIST_ROLLUPS: ReadonlySet<string> = new Set(['show_original', 'show_unique'])

/** The operators that suit what a rollup's function returns. */
export function rollupOperators(rollupFunction: string | null): readonly Operator[] {
  // A range is a date or a number.
  if (rollupFunction === null || rollupFunction === 'date_range') return ROLLUP
  if (LIST_ROLLUPS.has(rollupFunction)) return ROLLUP_LIST
  return DATE_ROLLUPS.has(rollupFunction) ? ROLLUP_DATE : ROLLUP_NUMBER
}

/** Finds an operator by its name in the URL. */
export const findOperator = (type: string, operator: string): Operator | undefined =>
  operatorsFor(type).find((one) => one.operator === operator)

/** Property types that rows can be filtered by. */
export const FILTERABLE_TYPES: readonly string[] = Object.keys(BY_TYPE)
