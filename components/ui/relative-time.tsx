import { ExactTime } from './exact-time'
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

const utc = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

/**
 * A relative time, with the exact time in the title.
 *
 * @param props.focusable the exact time can also be had with the keyboard and by a tap; not for long lists
 */
export function RelativeTime({ at, focusable = false }: { at: Date; focusable?: boolean }) {
  const text = relativeTime(at, Date.now())
  return focusable ? (
    <ExactTime iso={at.toISOString()} utc={utc(at)}>
      {text}
    </ExactTime>
  ) : (
    <LocalTime iso={at.toISOString()} title={utc(at)}>
      {text}
    </LocalTime>
  )
}
