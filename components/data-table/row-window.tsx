'use client'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, memo, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { INCOMPLETE_LIST } from '../errors/incomplete-list'
import { Button, buttonClass } from '../ui/button'
import { Skeleton } from '../ui/skeleton'
import { textLink } from '../ui/text-link'
import { useCountdown } from '../ui/use-countdown'
import { deserializeElement } from './deserialize-element'
import { type RenderedBatch, type RenderedRow, rowAt, rowCount } from './row-pages'
import './data-table.css'
import { useRowPages } from './use-row-pages'
import { useScrollRestoration } from './use-scroll-restoration'

const ROW_REM = 2.5
/** Rows rendered beyond the visible ones. */
const OVERSCAN = 6
/** Rows rendered before hydration. */
const FIRST_ROWS = 18
/** Placeholder rows below the last loaded row. */
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
    // The table head is row 1.
    <tr aria-rowindex={index + 2} data-row={index}>
      {row ? (
        deserializeElement(row.cells)
      ) : (
        <td colSpan={columns}>
          <Skeleton className="h-3 w-full max-w-3xl" />
          <span className="sr-only">Loading</span>
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

/** Counts down, then resumes loading. */
function RateLimitWait({ seconds, onEnd }: { seconds: number; onEnd: () => void }) {
  const left = useCountdown(seconds, onEnd)
  return (
    <p className="text-dim">
      Notion asks us to wait. More rows load automatically
      <span aria-hidden="true" className="tabular-nums">
        {` in ${left} s`}
      </span>
      .
    </p>
  )
}

/** The session ended in another tab. Signing in leads back here. */
function SignedOut() {
  const here = `${window.location.pathname}${window.location.search}`
  return (
    <p role="alert">
      You were signed out.{' '}
      <a href={`/sign-in?returnTo=${encodeURIComponent(here)}`} className={textLink}>
        Sign in
      </a>{' '}
      to load more rows.
    </p>
  )
}

/** Whether hydration is complete; the first render must match the server's. */
function useHydrated(): boolean {
  const [hydrated, setHydrated] = useState(false)
  useEffect(() => setHydrated(true), [])
  return hydrated
}

/** The height of a row in the reader's text size. */
function useRowHeight(): number {
  const [height, setHeight] = useState(ROW_REM * 16)
  useEffect(() => {
    setHeight(ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
  }, [])
  return height
}

/**
 * A virtualized table that loads rows as they become visible. With `noJs`, for browsers without JavaScript, it
 * renders all of the first rows and a link to the next.
 */
export function RowWindow({
  first,
  cursor,
  source,
  head,
  columns,
  width,
  label,
  noJs = false,
  nextHref,
}: {
  first: RenderedBatch
  /** The cursor of `first`. */
  cursor: string | null
  /** The URL of further rows, with filter and sort order. */
  source: string
  /** `colgroup` and `thead`. */
  head: ReactNode
  columns: number
  /** The CSS width of all columns together. */
  width: string
  label: string
  noJs?: boolean
  /** The URL of the rows after `first`, for browsers without JavaScript. */
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
    // The focused row stays rendered. Otherwise the focus would jump to the start of the page.
    rangeExtractor: useCallback(
      (range: Range) => {
        const rows = defaultRangeExtractor(range)
        if (focused === null || focused >= range.count || rows.includes(focused)) return rows
        return [...rows, focused].sort((one, other) => one - other)
      },
      [focused],
    ),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height must be measured
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
  const drawn = hydrated ? 0 : noJs ? first.rows.length : Math.min(FIRST_ROWS, first.rows.length)
  for (const [index, row] of first.rows.slice(0, drawn).entries())
    lines.push(<TableRow key={index} index={index} row={row} columns={columns} />)
  if (drawn > 0 && drawn < first.rows.length)
    lines.push(<Gap key="after" height={(first.rows.length - drawn) * height} columns={columns} />)

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable with the keyboard */}
      <section ref={box} aria-label={`${label}, scrolls`} tabIndex={0} className="data-table-box">
        <table
          aria-rowcount={pages.nextCursor ? -1 : known + 1}
          aria-label={label}
          className="data-table"
          style={{ width }}
        >
          {head}
          <tbody onClickCapture={savePosition} onFocus={follow} onBlur={() => setFocused(null)}>
            {lines}
          </tbody>
        </table>
      </section>
      <div className="mt-3 space-y-3 text-sm">
        <p className="tabular-nums text-dim">
          {pages.nextCursor ? `${known} rows loaded so far.` : `${known} ${known === 1 ? 'row' : 'rows'}.`}
          {pages.incomplete && !pages.nextCursor && ` ${INCOMPLETE_LIST} Filter the table to see other rows.`}
        </p>
        <p role="status" className="sr-only">
          {announcement}
        </p>
        {!hydrated && noJs && nextHref && (
          <p>
            <a href={nextHref} className={buttonClass()}>
              Next rows
            </a>
          </p>
        )}
        {stopReason?.outcome === 'wait' && <RateLimitWait seconds={stopReason.seconds} onEnd={resume} />}
        {stopReason?.outcome === 'error' && deserializeElement(stopReason.shown)}
        {stopReason?.outcome === 'signed_out' && <SignedOut />}
        {stopReason?.outcome === 'no_answer' && (
          <p role="alert">More rows couldn’t be loaded. Check your internet connection.</p>
        )}
        {stopReason?.outcome === 'no_progress' && (
          <p>Notion says that there are more rows, but returned none. Try again in a moment.</p>
        )}
        {stopReason && stopReason.outcome !== 'wait' && <Button onClick={resume}>Load more rows</Button>}
      </div>
    </>
  )
}
