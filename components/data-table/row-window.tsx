'use client'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, memo, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { INCOMPLETE_LIST } from '../errors/incomplete-list'
import { useCountdown } from '../ui/use-countdown'
import { deserializeElement } from './deserialize-element'
import { type RenderedBatch, type RenderedRow, rowAt, rowCount } from './row-pages'
import './data-table.css'
import { useRowPages } from './use-row-pages'
import { useScrollRestoration } from './use-scroll-restoration'

const ROW_REM = 2.5
/** Rows drawn beyond those in sight. */
const OVERSCAN = 6
/** Rows drawn before the browser knows which are in sight. */
const FIRST_ROWS = 18
/** Grey rows below the last one while there are more. */
const PENDING_ROWS = 20

const TableRow = memo(function Line({
  index,
  row,
  columns,
}: {
  index: number
  row: RenderedRow | null
  columns: number
}) {
  return (
    // The heading is the first row.
    <tr aria-rowindex={index + 2} data-row={index}>
      {row ? (
        deserializeElement(row.cells)
      ) : (
        <td colSpan={columns}>
          <span className="skeleton h-3 w-full max-w-3xl" />
          <span className="sr-only">on its way</span>
        </td>
      )}
    </tr>
  )
})

function Gap({ height, columns }: { height: number; columns: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}

/** Counts down what Notion asks for, then goes on. */
function RateLimitWait({ seconds, onEnd }: { seconds: number; onEnd: () => void }) {
  const left = useCountdown(seconds, onEnd)
  return (
    <p className="text-dim">
      Notion asks us to wait. The rest of the rows comes by itself
      <span aria-hidden="true" className="figures">
        {` in ${left} s`}
      </span>
      .
    </p>
  )
}

/** The session ended elsewhere: signing in leads back here. */
function SignedOut() {
  const here = `${window.location.pathname}${window.location.search}`
  return (
    <p role="alert">
      You were signed out.{' '}
      <a href={`/sign-in?returnTo=${encodeURIComponent(here)}`} className="link">
        Sign in
      </a>{' '}
      to load the next rows.
    </p>
  )
}

/** Whether the browser has taken over; what the server draws has to be drawn once before. */
function useHydrated(): boolean {
  const [hydrated, setHydrated] = useState(false)
  useEffect(() => setHydrated(true), [])
  return hydrated
}

/** A row's height in the reader's own text size. */
function useRowHeight(): number {
  const [height, setHeight] = useState(ROW_REM * 16)
  useEffect(() => {
    setHeight(ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
  }, [])
  return height
}

/**
 * Rows without end: the browser holds those near to what is looked at. With `plain` all of the first rows
 * stand there as they are, with a link to the next, for a browser without JavaScript.
 */
export function RowWindow({
  first,
  cursor,
  source,
  head,
  columns,
  width,
  label,
  plain = false,
  nextHref,
}: {
  first: RenderedBatch
  /** Where `first` begins. */
  cursor: string | null
  /** Where further rows are loaded from, with what is asked of them. */
  source: string
  /** `colgroup` and `thead`. */
  head: ReactNode
  columns: number
  /** Of all columns together. */
  width: string
  label: string
  plain?: boolean
  /** Where the rows after `first` are without JavaScript. */
  nextHref: string | null
}) {
  const hydrated = useHydrated()
  const height = useRowHeight()
  const box = useRef<HTMLElement>(null)
  const [focused, setFocused] = useState<number | null>(null)
  const { pages, stopReason, announcement, loadVisible, resume, restoreOutline } = useRowPages(
    first,
    cursor,
    source,
  )
  const savePosition = useScrollRestoration(box, pages, hydrated, restoreOutline)
  const known = rowCount(pages)
  const count = known + (pages.nextCursor ? PENDING_ROWS : 0)

  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    useFlushSync: false,
    // The row that has the focus stays, however far one scrolls: it would fall to the page's beginning.
    rangeExtractor: useCallback(
      (range: Range) => {
        const rows = defaultRangeExtractor(range)
        if (focused === null || focused >= range.count || rows.includes(focused)) return rows
        return [...rows, focused].sort((one, other) => one - other)
      },
      [focused],
    ),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height has to be measured
  useEffect(() => virtual.measure(), [virtual, height])

  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {}
  useEffect(() => {
    if (hydrated) void loadVisible({ from: startIndex, to: endIndex, focused })
  }, [hydrated, loadVisible, startIndex, endIndex, focused])

  const follow = ({ target }: FocusEvent) => {
    const row = target.closest('tr')?.dataset['row']
    setFocused(row === undefined ? null : Number(row))
  }

  const lines: ReactNode[] = []
  let end = 0
  for (const { index, start, end: itsEnd } of hydrated ? virtual.getVirtualItems() : []) {
    if (start > end) lines.push(<Gap key={`before ${index}`} height={start - end} columns={columns} />)
    lines.push(<TableRow key={index} index={index} row={rowAt(pages, index)} columns={columns} />)
    end = itsEnd
  }
  const after = virtual.getTotalSize() - end
  if (hydrated && after > 0) lines.push(<Gap key="after" height={after} columns={columns} />)
  const drawn = hydrated ? 0 : plain ? first.rows.length : Math.min(FIRST_ROWS, first.rows.length)
  for (const [index, row] of first.rows.slice(0, drawn).entries())
    lines.push(<TableRow key={index} index={index} row={row} columns={columns} />)
  if (drawn > 0 && drawn < first.rows.length)
    lines.push(<Gap key="after" height={(first.rows.length - drawn) * height} columns={columns} />)

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section ref={box} aria-label={`${label}, scrolls`} tabIndex={0} className="rows-box">
        <table
          aria-rowcount={pages.nextCursor ? -1 : known + 1}
          aria-label={label}
          className="rows"
          style={{ width }}
        >
          {head}
          <tbody onClickCapture={savePosition} onFocus={follow} onBlur={() => setFocused(null)}>
            {lines}
          </tbody>
        </table>
      </section>
      <div className="mt-3 space-y-3 text-sm">
        <p className="figures text-dim">
          {pages.nextCursor
            ? `${known} rows so far; more follow.`
            : `${known} ${known === 1 ? 'row' : 'rows'}.`}
          {pages.incomplete && !pages.nextCursor && ` ${INCOMPLETE_LIST} Filter the table to see others.`}
        </p>
        <p role="status" className="sr-only">
          {announcement}
        </p>
        {!hydrated && plain && nextHref && (
          <p>
            <a href={nextHref} className="button">
              Next rows
            </a>
          </p>
        )}
        {stopReason?.outcome === 'wait' && <RateLimitWait seconds={stopReason.seconds} onEnd={resume} />}
        {stopReason?.outcome === 'trouble' && deserializeElement(stopReason.shown)}
        {stopReason?.outcome === 'signed_out' && <SignedOut />}
        {stopReason?.outcome === 'no_answer' && (
          <p role="alert">The next rows could not be loaded. Check the connection to the internet.</p>
        )}
        {stopReason?.outcome === 'no_progress' && (
          <p>
            Notion says that more rows follow, but sends none of them. They may come when asked for again.
          </p>
        )}
        {stopReason && stopReason.outcome !== 'wait' && (
          <button type="button" className="button" onClick={resume}>
            Load the next rows
          </button>
        )}
      </div>
    </>
  )
}
