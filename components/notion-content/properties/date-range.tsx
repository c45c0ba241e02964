import { toText } from '../guard'
import { parseWrittenDate, type WrittenDate } from './parse-date'
import { PlainText } from './value-parts'

interface DateRangeValue {
  readonly start: string
  readonly end: string | null
  readonly time_zone: string | null
}

function DateTime({
  iso,
  written,
  day,
  zone,
}: {
  iso: string
  written: WrittenDate
  day: boolean
  zone: string | null
}) {
  const parts = [day && written.day, written.time].filter((part) => part)
  return (
    <time dateTime={iso}>
      {parts.join(', ')}
      {zone && <span className="text-dim"> {zone}</span>}
    </time>
  )
}

/** A date, time or range as it was written, without converting time zones. */
export function DateRange({ date, compact }: { date: DateRangeValue; compact: boolean }) {
  const start = parseWrittenDate(toText(date.start))
  if (!start) return <PlainText text={date.start} compact={compact} />
  const end = date.end ? parseWrittenDate(toText(date.end)) : null
  const zoneOf = (written: WrittenDate) => (written.time ? (date.time_zone ?? written.offset) : null)
  if (!date.end) return <DateTime iso={date.start} written={start} day zone={zoneOf(start)} />
  if (!end) return <PlainText text={`${date.start} – ${date.end}`} compact={compact} />
  const sameZone = zoneOf(start) === zoneOf(end)
  const sameDay = start.day === end.day && sameZone && end.time !== null
  return (
    <>
      <DateTime iso={date.start} written={start} day zone={sameZone ? null : zoneOf(start)} />
      <span aria-hidden="true"> – </span>
      <span className="sr-only"> to </span>
      <DateTime iso={date.end} written={end} day={!sameDay} zone={zoneOf(end)} />
    </>
  )
}
