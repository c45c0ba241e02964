import { words } from '../guard'
import { readWritten, type Written } from './days'
import { Words } from './parts'

interface Dated {
  readonly start: string
  readonly end: string | null
  readonly time_zone: string | null
}

function At({
  iso,
  written,
  day,
  zone,
}: {
  iso: string
  written: Written
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

/** A day, a moment or a span as it was written: a day is a day everywhere. */
export function Moment({ date, compact }: { date: Dated; compact: boolean }) {
  const start = readWritten(words(date.start))
  if (!start) return <Words text={date.start} compact={compact} />
  const end = date.end ? readWritten(words(date.end)) : null
  const zoneOf = (written: Written) => (written.time ? (date.time_zone ?? written.offset) : null)
  if (!date.end) return <At iso={date.start} written={start} day zone={zoneOf(start)} />
  if (!end) return <Words text={`${date.start} – ${date.end}`} compact={compact} />
  const sameZone = zoneOf(start) === zoneOf(end)
  const sameDay = start.day === end.day && sameZone && end.time !== null
  return (
    <>
      <At iso={date.start} written={start} day zone={sameZone ? null : zoneOf(start)} />
      <span aria-hidden="true"> – </span>
      <span className="sr-only"> to </span>
      <At iso={date.end} written={end} day={!sameDay} zone={zoneOf(end)} />
    </>
  )
}
