import { LocalTitle } from '../local-title'

const DAY = /^(\d{4})-(\d{2})-(\d{2})/
const CLOCK = /T(\d{2}:\d{2})/
const OFFSET = /([+-]\d{2}:\d{2}|Z)$/
const days = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' })

export interface DateRange {
  readonly start: string
  readonly end: string | null
  readonly time_zone: string | null
}

/** One end of a date as the person in Notion wrote it, on their clock. */
function Moment({ value, zone }: { value: string; zone: string | null }) {
  const day = DAY.exec(value)?.[0]
  const at = new Date(value)
  if (!day || Number.isNaN(at.getTime())) return <bdi>{value}</bdi>
  const clock = CLOCK.exec(value)?.[1]
  const date = days.format(new Date(`${day}T00:00:00Z`))
  if (!clock) return <time dateTime={day}>{date}</time>
  const offset = OFFSET.exec(value)?.[1]
  const where = zone ?? (offset === 'Z' || offset === '+00:00' ? 'UTC' : offset ? `UTC${offset}` : '')
  return (
    <LocalTitle iso={at.toISOString()} title={`${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`}>
      {`${date}, ${clock} ${where}`.trim()}
    </LocalTitle>
  )
}

/** A date of Notion's, or the time from one to another. */
export function DateText({ date }: { date: DateRange }) {
  return (
    <>
      <Moment value={date.start} zone={date.time_zone} />
      {date.end && (
        <>
          {' – '}
          <Moment value={date.end} zone={date.time_zone} />
        </>
      )}
    </>
  )
}
