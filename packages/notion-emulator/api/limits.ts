import { isObject } from './query/problem'

/** In bytes. */
export const MAX_BODY_BYTES = 500_000
export const MAX_BLOCKS = 1_000
/** Of any array in a request. */
const MAX_ARRAY = 100
const MAX_LENGTHS = {
  content: 2_000,
  url: 2_000,
  expression: 1_000,
  email: 200,
  phone_number: 200,
} as const satisfies Record<string, number>

const tooLong = (path: string, most: number, length: number) =>
  `${path}.length should be ≤ \`${most}\`, instead was \`${length}\`.`

const isLimited = (name: string): name is keyof typeof MAX_LENGTHS => Object.hasOwn(MAX_LENGTHS, name)

/**
 * The first thing in a request that is longer than Notion takes, as the end of a validation message; null when
 * everything fits. Arrays hold 100 items, a text 2,000 characters, an address 2,000, an equation 1,000, an
 * email address and a phone number 200.
 */
export function sizeProblem(value: unknown, path = 'body'): string | null {
  if (Array.isArray(value)) {
    if (value.length > MAX_ARRAY) return tooLong(path, MAX_ARRAY, value.length)
    for (const [index, item] of value.entries()) {
      const problem = sizeProblem(item, `${path}[${index}]`)
      if (problem) return problem
    }
    return null
  }
  if (!isObject(value)) return null
  for (const [name, member] of Object.entries(value)) {
    const at = `${path}.${name}`
    if (typeof member === 'string' && isLimited(name) && member.length > MAX_LENGTHS[name])
      return tooLong(at, MAX_LENGTHS[name], member.length)
    const problem = sizeProblem(member, at)
    if (problem) return problem
  }
  return null
}

/** How many blocks a request brings, those inside others included. */
export function countBlocks(children: unknown): number {
  if (!Array.isArray(children)) return 0
  return children.reduce((sum: number, block: unknown) => {
    if (!isObject(block)) return sum + 1
    const inner = Object.values(block).find((member) => isObject(member) && Array.isArray(member.children))
    return sum + 1 + countBlocks(isObject(inner) ? inner.children : block.children)
  }, 0)
}
