import { notionIdAtEnd, parseNotionId } from '@/lib/shared/ids'
import type { ValueKind } from './filter-operators'

/** Days that Notion reckons itself, each time the rows are read. */
export const RELATIVE_DAYS: readonly (readonly [string, string])[] = [
  ['today', 'today'],
  ['tomorrow', 'tomorrow'],
  ['yesterday', 'yesterday'],
  ['one_week_ago', 'one week ago'],
  ['one_week_from_now', 'one week from now'],
  ['one_month_ago', 'one month ago'],
  ['one_month_from_now', 'one month from now'],
]
const RELATIVE_DAY_NAMES: ReadonlySet<string> = new Set(RELATIVE_DAYS.map(([name]) => name))

/** The states of a page's verification, as Notion's filter names them. */
export const VERIFICATIONS = ['verified', 'expired', 'none'] as const

/** In characters, per value. Notion accepts no longer text. */
export const MAX_VALUE = 2000

const DAY = /^\d{4}-\d{2}-\d{2}$/
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?$/

/** Rejects days such as 31 November, which `Date` would turn into 1 December. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text)
}

export type CheckedValue = { readonly value: string } | { readonly problem: string }

function checkDate(text: string): CheckedValue {
  const words = text.toLowerCase().replace(/\s+/g, '_')
  if (RELATIVE_DAY_NAMES.has(words)) return { value: words }
  const fits =
    (DAY.test(text) || (DATE_TIME.test(text) && Number.isFinite(Date.parse(text)))) &&
    isDay(text.slice(0, 10))
  return fits ? { value: text } : { problem: 'a date, such as 2026-11-24 or “today”' }
}

/** A page id, or a Notion URL that ends with one. */
function checkPage(text: string): CheckedValue {
  const id = parseNotionId(text) ?? notionIdAtEnd(text.replace(/[?#].*$/s, ''))
  return id ? { value: id } : { problem: 'the link or the ID of a page in Notion' }
}

const isVerification = (text: string) => VERIFICATIONS.some((one) => one === text)

const CHECKS: { readonly [Kind in ValueKind]: (text: string) => CheckedValue } = {
  text: (text) => ({ value: text }),
  option: (text) => ({ value: text }),
  number: (text) =>
    Number.isFinite(Number(text))
      ? { value: String(Number(text)) }
      : { problem: 'a number, such as 12 or 3.5' },
  date: checkDate,
  // A name is resolved to an id when the rows are read.
  person: (text) => {
    if (text.toLowerCase() === 'me') return { value: 'me' }
    return { value: parseNotionId(text) ?? text }
  },
  page: checkPage,
  verification: (text) =>
    isVerification(text.toLowerCase())
      ? { value: text.toLowerCase() }
      : { problem: '“verified”, “expired” or “none”' },
}

/** A value as Notion expects it, or what it should be. */
export function checkValue(kind: ValueKind, written: string): CheckedValue {
  const text = written.trim()
  if (text === '') return { problem: 'a value to compare with' }
  if (text.length > MAX_VALUE) return { problem: `at most ${MAX_VALUE} characters` }
  return CHECKS[kind](text)
}
