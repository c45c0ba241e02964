import type { SignInRefusal } from '../errors'

const REASONS = [
  'cancelled',
  'state-lost',
  'other-tab',
  'code-used',
  'no-answer',
  'answer-lost',
  'bad-answer',
  'workspace-owner',
  'signed-in-as-another',
  'another-person',
  'session-ended',
  'belongs-to-another',
  'taken-back',
  'still-signed-in',
  'storage',
  'not-stored',
  'misconfigured',
  'unknown',
] as const

/** Why a sign-in or a connect did not end in a session or a connection. */
export type ProblemReason = (typeof REASONS)[number]

// The problem page has words for every refusal of a sign-in.
type Covered = SignInRefusal extends ProblemReason ? true : never
const covered: Covered = true
void covered

/** A reason out of an address; anything else is `unknown`. */
export function problemReason(value: unknown): ProblemReason {
  return REASONS.find((reason) => reason === value) ?? 'unknown'
}

const ORIGIN = 'http://own.invalid'
/** A search or a filter in another script than Latin is long in an address; auth.js keeps it in a cookie of 4,096. */
const MAX_RETURN = 2_048

/** An own relative path, with its query, out of untrusted text; `fallback` when it is none. */
export function safeReturnTo(value: unknown, fallback: string): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value) || value.length > MAX_RETURN) return fallback
  if (!URL.canParse(value, ORIGIN)) return fallback
  const url = new URL(value, ORIGIN)
  if (url.origin !== ORIGIN || url.pathname.startsWith('/api/') || url.pathname.startsWith('//'))
    return fallback
  return `${url.pathname}${url.search}`
}
