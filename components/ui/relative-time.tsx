import { LocalTime } from './local-time'

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** The time from `now` to `at`, in words. */
export function relativeTime(at: Date, now: number): string {
  const seconds = Math.round((at.getTime() - now) / 1000)
  for (const [unit, length] of STEPS)
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit)
  return 'just now'
}

/** A relative time, with the exact time in the title. */
export function RelativeTime({ at }: { at: Date }) {
  const text = relativeTime(at, Date.now())
  return (
    <LocalTime iso={at.toISOString()} title={`${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`}>
      {text}
    </LocalTime>
  )
}
