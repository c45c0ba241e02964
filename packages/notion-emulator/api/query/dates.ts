import { refuse } from './problem'

const DAY = 86_400_000
const FORM = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** From `from` up to, but without, `until`. A date without a time is its whole day. */
export interface Span {
  readonly from: number
  readonly until: number
}

const startOfDay = (time: number) => Math.floor(time / DAY) * DAY

function addMonths(time: number, months: number): number {
  const date = new Date(time)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.getTime()
}

const day = (from: number): Span => ({ from, until: from + DAY })

const RELATIVE: Readonly<Record<string, (today: number) => number>> = {
  today: (today) => today,
  tomorrow: (today) => today + DAY,
  yesterday: (today) => today - DAY,
  one_week_ago: (today) => today - 7 * DAY,
  one_week_from_now: (today) => today + 7 * DAY,
  one_month_ago: (today) => addMonths(today, -1),
  one_month_from_now: (today) => addMonths(today, 1),
}

/** The time that a date or a time with its offset means; null when it is neither. */
export function timeOf(text: string): Span | null {
  if (!FORM.test(text)) return null
  const from = Date.parse(text.length === 10 || /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`)
  if (Number.isNaN(from)) return null
  return text.length === 10 ? day(from) : { from, until: from + 1 }
}

/** What a filter compares with: a date, a time or a word such as `yesterday`. @throws {QueryProblem} none of these */
export function comparedWith(value: unknown, path: string, now: number): Span {
  if (typeof value === 'string') {
    const relative = Object.hasOwn(RELATIVE, value) ? RELATIVE[value] : undefined
    const span = relative ? day(relative(startOfDay(now))) : timeOf(value)
    if (span) return span
  }
  return refuse(path, 'a valid ISO 8601 date string', value)
}

/** Weeks begin on Monday, days at midnight in UTC. */
function thisWeek(today: number): Span {
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * DAY
  return { from: monday, until: monday + 7 * DAY }
}

export const RANGES: Readonly<Record<string, (now: number) => Span>> = {
  this_week: (now) => thisWeek(startOfDay(now)),
  past_week: (now) => ({ from: startOfDay(now) - 7 * DAY, until: startOfDay(now) + DAY }),
  past_month: (now) => ({ from: addMonths(startOfDay(now), -1), until: startOfDay(now) + DAY }),
  past_year: (now) => ({ from: addMonths(startOfDay(now), -12), until: startOfDay(now) + DAY }),
  next_week: (now) => ({ from: startOfDay(now), until: startOfDay(now) + 8 * DAY }),
  next_month: (now) => ({ from: startOfDay(now), until: addMonths(startOfDay(now), 1) + DAY }),
  next_year: (now) => ({ from: startOfDay(now), until: addMonths(startOfDay(now), 12) + DAY }),
}
