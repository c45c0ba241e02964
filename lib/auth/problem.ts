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
  'not-deleted',
  'storage',
  'not-stored',
  'misconfigured',
  'unknown',
] as const

/** Why an authorization did not result in a session or connection. */
export type ProblemReason = (typeof REASONS)[number]

// Every refusal of a sign-in must be a reason that the problem page can show.
type Covered = SignInRefusal extends ProblemReason ? true : never
const covered: Covered = true
void covered

/** Parses a reason from a URL; anything else is `unknown`. */
export function parseProblemReason(value: unknown): ProblemReason {
  return REASONS.find((reason) => reason === value) ?? 'unknown'
}

const ORIGIN = 'http://own.invalid'
/** Non-Latin text is long when percent-encoded, and auth.js stores the path in a cookie of at most 4,096 bytes. */
const MAX_RETURN_TO_CHARACTERS = 2_048

/** Parses a path of this app, with its query, from untrusted text. Returns `fallback` for anything else. */
export function safeReturnTo(value: unknown, fallback: string): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value) || value.length > MAX_RETURN_TO_CHARACTERS)
    return fallback
  if (!URL.canParse(value, ORIGIN)) return fallback
  const url = new URL(value, ORIGIN)
  if (url.origin !== ORIGIN || url.pathname.startsWith('/api/') || url.pathname.startsWith('//'))
    return fallback
  return `${url.pathname}${url.search}`
}
