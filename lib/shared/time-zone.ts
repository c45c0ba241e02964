/** Holds the time zone of the reader's device, which the browser tells with a script. Absent: times are in UTC. */
export const TIME_ZONE_COOKIE = 'latchkey-time-zone'
export const TIME_ZONE_COOKIE_DAYS = 365

const UTC = 'UTC'
const MAX_NAME = 64

/** Reads the cookie; anything that is no time zone counts as absent. */
export function parseTimeZone(value: string | undefined): string {
  if (!value || value.length > MAX_NAME || !/^[A-Za-z0-9+_/-]+$/.test(value)) return UTC
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return value
  } catch {
    return UTC
  }
}

/** The calendar day of a moment, such as `2026-11-27`. */
export function dayIn(at: Date, timeZone: string): string {
  // The format of Sweden is year, month, day.
  return new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone }).format(at)
}

/** A day in words: "Today, November 27", "Tuesday, November 3", "Friday, December 5, 2025". */
export function dayName(at: Date, now: Date, timeZone: string): string {
  const day = dayIn(at, timeZone)
  const year = (moment: Date) => dayIn(moment, timeZone).slice(0, 4)
  const date = (weekday: 'long' | undefined) =>
    new Intl.DateTimeFormat('en', {
      weekday,
      month: 'long',
      day: 'numeric',
      year: year(at) === year(now) ? undefined : 'numeric',
      timeZone,
    }).format(at)
  if (day === dayIn(now, timeZone)) return `Today, ${date(undefined)}`
  // A day may have 23 or 25 hours, so the day before is counted in the calendar.
  const before = new Date(`${dayIn(now, timeZone)}T12:00:00Z`)
  before.setUTCDate(before.getUTCDate() - 1)
  return day === before.toISOString().slice(0, 10) ? `Yesterday, ${date(undefined)}` : date('long')
}

/** The time of day, such as "22:04". */
export const timeIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at)

/** The exact time, such as "November 27, 2026 at 22:04:31 GMT+1"; versions of ICU differ in the words between. */
export const exactTimeIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'long', hourCycle: 'h23', timeZone }).format(
    at,
  )

/** A day and its time, such as "Nov 22, 14:05"; with the year when it is another one. */
export function dateTimeIn(at: Date, now: Date, timeZone: string): string {
  const otherYear = dayIn(at, timeZone).slice(0, 4) !== dayIn(now, timeZone).slice(0, 4)
  const date = new Intl.DateTimeFormat('en', {
    month: 'short',
    day: 'numeric',
    year: otherYear ? 'numeric' : undefined,
    timeZone,
  }).format(at)
  return `${date}, ${timeIn(at, timeZone)}`
}

/** A date, such as "Jun 9, 2026". */
export const dateIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone }).format(at)
