/** What is wrong with a query, in the words of the answer. */
export class QueryProblem extends Error {
  override readonly name = 'QueryProblem'
}

export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shown = (value: unknown) => `\`${JSON.stringify(value) ?? 'undefined'}\``

/** @throws {QueryProblem} always */
export function refuse(path: string, should: string, value: unknown): never {
  throw new QueryProblem(`body failed validation: ${path} should be ${should}, instead was ${shown(value)}.`)
}
