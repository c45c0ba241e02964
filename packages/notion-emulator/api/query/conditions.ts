import { comparedWith, RANGES, type Span } from './dates'
import { isObject, refuse } from './problem'

/** Whether a value matches; null is an empty value. */
export type Condition<Value> = (value: Value | null) => boolean

type Operators<Value> = Readonly<Record<string, (operand: unknown, path: string) => Condition<Value>>>

/** One condition: an object with exactly one operator. @throws {QueryProblem} it is none */
function read<Value>(json: unknown, path: string, operators: Operators<Value>): Condition<Value> {
  if (!isObject(json)) return refuse(path, 'an object', json)
  const names = Object.keys(json).filter((name) => json[name] !== undefined)
  const [name] = names
  const operator = name !== undefined && Object.hasOwn(operators, name) ? operators[name] : undefined
  if (name === undefined || !operator || names.length > 1)
    return refuse(path, `an object with one of ${Object.keys(operators).join(', ')}`, json)
  return operator(json[name], `${path}.${name}`)
}

const text = (operand: unknown, path: string) =>
  typeof operand === 'string' ? operand : refuse(path, 'a string', operand)

const number = (operand: unknown, path: string) =>
  typeof operand === 'number' ? operand : refuse(path, 'a number', operand)

const flag = (operand: unknown, path: string) =>
  typeof operand === 'boolean' ? operand : refuse(path, 'a boolean', operand)

const yes = (operand: unknown, path: string) => (operand === true ? true : refuse(path, '`true`', operand))

function oneOrMany(operand: unknown, path: string): readonly string[] {
  if (typeof operand === 'string') return [operand]
  const strings = Array.isArray(operand) ? operand.filter((one) => typeof one === 'string') : []
  return Array.isArray(operand) && operand.length > 0 && strings.length === operand.length
    ? strings
    : refuse(path, 'a string or an array of strings', operand)
}

function existence<Value>(isEmpty: (value: Value | null) => boolean): Operators<Value> {
  return {
    is_empty: (operand, path) => {
      yes(operand, path)
      return isEmpty
    },
    is_not_empty: (operand, path) => {
      yes(operand, path)
      return (value) => !isEmpty(value)
    },
  }
}

/** Compares with what was asked for; `none`: what the answer is where there is no value. */
const compare =
  <Value, Operand>(
    take: (operand: unknown, path: string) => Operand,
    holds: (value: Value, operand: Operand) => boolean,
    none = false,
  ) =>
  (operand: unknown, path: string): Condition<Value> => {
    const taken = take(operand, path)
    return (value) => (value === null ? none : holds(value, taken))
  }

const lower = (value: string) => value.toLowerCase()
const TEXT: Operators<string> = {
  equals: compare(text, (value: string, operand) => value === operand),
  does_not_equal: compare(text, (value: string, operand) => value !== operand, true),
  contains: compare(text, (value: string, operand) => lower(value).includes(lower(operand))),
  does_not_contain: compare(text, (value: string, operand) => !lower(value).includes(lower(operand)), true),
  starts_with: compare(text, (value: string, operand) => lower(value).startsWith(lower(operand))),
  ends_with: compare(text, (value: string, operand) => lower(value).endsWith(lower(operand))),
  ...existence<string>((value) => value === null || value === ''),
}

const NUMBER: Operators<number> = {
  equals: compare(number, (value: number, operand) => value === operand),
  does_not_equal: compare(number, (value: number, operand) => value !== operand, true),
  greater_than: compare(number, (value: number, operand) => value > operand),
  less_than: compare(number, (value: number, operand) => value < operand),
  greater_than_or_equal_to: compare(number, (value: number, operand) => value >= operand),
  less_than_or_equal_to: compare(number, (value: number, operand) => value <= operand),
  ...existence<number>((value) => value === null),
}

const CHECKBOX: Operators<boolean> = {
  equals: (operand, path) => {
    const wanted = flag(operand, path)
    return (value) => (value ?? false) === wanted
  },
  does_not_equal: (operand, path) => {
    const refused = flag(operand, path)
    return (value) => (value ?? false) !== refused
  },
}

/** An option is named by its name or its id. */
export interface Option {
  readonly id: string
  readonly name: string
}
const isOne = (option: Option, wanted: readonly string[]) =>
  wanted.includes(option.name) || wanted.includes(option.id)

const SELECT: Operators<Option> = {
  equals: compare(oneOrMany, isOne),
  does_not_equal: compare(oneOrMany, (value: Option, wanted) => !isOne(value, wanted), true),
  ...existence<Option>((value) => value === null),
}

const MULTI_SELECT: Operators<readonly Option[]> = {
  contains: compare(oneOrMany, (value: readonly Option[], wanted) => value.some((one) => isOne(one, wanted))),
  does_not_contain: compare(
    oneOrMany,
    (value: readonly Option[], wanted) => !value.some((one) => isOne(one, wanted)),
    true,
  ),
  ...existence<readonly Option[]>((value) => value === null || value.length === 0),
}

const IDS: Operators<readonly string[]> = {
  contains: compare(text, (value: readonly string[], operand) => value.includes(operand)),
  does_not_contain: compare(text, (value: readonly string[], operand) => !value.includes(operand), true),
  ...existence<readonly string[]>((value) => value === null || value.length === 0),
}

const EXISTENCE = existence<readonly unknown[]>((value) => value === null || value.length === 0)

const VERIFICATION_STATES = ['verified', 'expired', 'none']
const verificationState = (operand: unknown, path: string) =>
  typeof operand === 'string' && VERIFICATION_STATES.includes(operand)
    ? operand
    : refuse(path, VERIFICATION_STATES.map((one) => `\`"${one}"\``).join(', '), operand)

const VERIFICATION: Operators<string> = {
  status: compare(verificationState, (value: string, operand) => value === operand),
  does_not_equal: compare(verificationState, (value: string, operand) => value !== operand),
}

/** Dates are judged by where they start. */
function dateOperators(now: number): Operators<Span> {
  const operandDate = (operand: unknown, path: string) => comparedWith(operand, path, now)
  const ranges = Object.entries(RANGES).map(([name, range]) => [
    name,
    (operand: unknown, path: string): Condition<Span> => {
      if (!isObject(operand)) return refuse(path, 'an object', operand)
      const { from, until } = range(now)
      return (value) => value !== null && value.from >= from && value.from < until
    },
  ])
  return {
    equals: compare(operandDate, (value: Span, { from, until }) => value.from >= from && value.from < until),
    before: compare(operandDate, (value: Span, { from }) => value.from < from),
    after: compare(operandDate, (value: Span, { until }) => value.from >= until),
    on_or_before: compare(operandDate, (value: Span, { until }) => value.from < until),
    on_or_after: compare(operandDate, (value: Span, { from }) => value.from >= from),
    ...Object.fromEntries(ranges),
    ...existence<Span>((value) => value === null),
  }
}

export const textCondition = (json: unknown, path: string) => read(json, path, TEXT)
export const numberCondition = (json: unknown, path: string) => read(json, path, NUMBER)
export const checkboxCondition = (json: unknown, path: string) => read(json, path, CHECKBOX)
export const selectCondition = (json: unknown, path: string) => read(json, path, SELECT)
export const multiSelectCondition = (json: unknown, path: string) => read(json, path, MULTI_SELECT)
export const verificationCondition = (json: unknown, path: string) => read(json, path, VERIFICATION)
export const filesCondition = (json: unknown, path: string) => read(json, path, EXISTENCE)
export const dateCondition = (json: unknown, path: string, now: number) =>
  read(json, path, dateOperators(now))

/** Persons or related rows; `me` is who authorized the connection. */
export function idsCondition(json: unknown, path: string, me: string): Condition<readonly string[]> {
  const asked = isObject(json)
    ? Object.fromEntries(Object.entries(json).map(([name, id]) => [name, id === 'me' ? me : id]))
    : json
  return read(asked, path, IDS)
}
