/** How one field of a response may differ from the documentation. */
const ODD: readonly (readonly [string, (member: unknown) => unknown])[] = [
  ['missing', () => undefined],
  ['null', () => null],
  ['a number', (member) => (typeof member === 'number' ? 'seven' : 7)],
  ['a text', (member) => (typeof member === 'string' ? { odd: true } : 'odd')],
  ['an object', (member) => (isObject(member) ? [] : { type: 'odd', odd: {} })],
  ['a list', (member) => (Array.isArray(member) ? [null, 7, 'odd', {}, []] : [{}])],
]

type Path = readonly (string | number)[]

export interface OddMember {
  readonly path: Path
  readonly kind: string
  /** Undefined if the field is missing. */
  readonly value: unknown
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function* membersOf(value: unknown, path: Path = []): Generator<{ path: Path; member: unknown }> {
  const entries: (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : isObject(value)
      ? Object.entries(value)
      : []
  for (const [name, member] of entries) {
    yield { path: [...path, name], member }
    yield* membersOf(member, [...path, name])
  }
}

/** Every field of a value, at every depth, malformed in every way. */
export function oddMembersOf(value: unknown): OddMember[] {
  return [...membersOf(value)].flatMap(({ path, member }) =>
    ODD.map(([kind, odd]) => ({ path, kind, value: odd(member) })),
  )
}

/** A copy of a value with one malformed field. */
export function withOddMember<Value>(value: Value, { path, value: odd }: OddMember): Value {
  const copy = structuredClone(value)
  let at: unknown = copy
  for (const step of path.slice(0, -1)) at = Reflect.get(at as object, step)
  const last = path.at(-1) ?? ''
  if (odd === undefined) Reflect.deleteProperty(at as object, last)
  else Reflect.set(at as object, last, odd)
  return copy
}

/** The label that a failing test prints for it. */
export const nameOf = ({ path, kind }: OddMember) => `${path.join('.')}: ${kind}`
