// biome-ignore-all lint/a11y/noRedundantRoles: where CSS shows rows as cards, the elements lose their roles
'use client'
import {
  type CSSProperties,
  createElement,
  type FocusEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react'
import { pluralize } from '@/lib/shared/pluralize'
import { INCOMPLETE_LIST } from '../errors/incomplete-list'
import { Button, buttonClass } from '../ui/button'
import { Skeleton } from '../ui/skeleton'
import { textLink } from '../ui/text-link'
import { useCountdown } from '../ui/use-countdown'
import { useIsomorphicLayoutEffect } from '../ui/use-isomorphic-layout-effect'
import { applyColumnLayout } from './column-layout'
import { deserializeElement } from './deserialize-element'
import { type RenderedBatch, type RenderedRow, type RowPages, rowAt, rowCount } from './row-pages'
import type { SerializedElement } from './serialize-element'
import { useRowPages } from './use-row-pages'
import { useScrollRestoration } from './use-scroll-restoration'
import { useVisibleRows } from './use-visible-rows'
import './data-table.css'

/** Rows rendered beyond the visible ones. */
const OVERSCAN = 6
/** Rows rendered before hydration. */
const FIRST_ROWS = 18
/** Placeholder rows below the last loaded row. */
const PENDING_ROWS = 20

/** A cell with its role, which it would lose where CSS shows the row as a card. */
function Cell({ data }: { data: SerializedElement }) {
  if (typeof data === 'string' || !('tag' in data)) return deserializeElement(data)
  const { tag, props, inside } = data
  return createElement(
    tag === 'th' ? 'th' : 'td',
    { ...props, role: tag === 'th' ? 'rowheader' : 'cell' },
    deserializeElement(inside),
  )
}

const TableRow = memo(function Line({ index, row }: { index: number; row: RenderedRow | null }) {
  return (
    // The table head is row 1.
    <tr role="row" aria-rowindex={index + 2} data-row={index}>
      {row ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a row are never reordered
        [row.cells].flat().map((cell, place) => <Cell key={place} data={cell} />)
      ) : (
        <td role="cell">
          <Skeleton className="h-3 w-full max-w-60" />
          <span className="sr-only">Loading</span>
        </td>
      )}
    </tr>
  )
})

/** Takes the place of rows that aren't rendered. */
function Gap({ rows }: { rows: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus
  return <tr aria-hidden="true" className="data-table-gap" style={{ '--rows': rows } as CSSProperties} />
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

interface CountContext {
  /** The rows without the filter, where they are known. */
  readonly total: number | null
  /** These rows don't start at the first one. */
  readonly isFurther: boolean
}

/** Only what is known: Notion doesn't count rows. */
function countText(pages: RowPages, { total, isFurther }: CountContext): string {
  const count = rowCount(pages)
  if (isFurther) return `${pluralize(count, 'row')} on this page`
  if (pages.nextCursor) return `Loaded ${pluralize(count, 'row')} so far`
  return total !== null && !pages.incomplete && total >= count
    ? `${count} of ${pluralize(total, 'row')}`
    : pluralize(count, 'row')
}

/**
 * A virtualized table that loads rows as they become visible; on phones, a card for each row. With `plain`, for
 * browsers without JavaScript, it renders all of the first rows and a link to the next.
 */
export function RowWindow({
  first,
  cursor,
  source,
  head,
  width,
  label,
  caption,
  total = null,
  dataSourceId,
  cardLabels = {},
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
  /** The CSS width of all columns together. */
  width: string
  label: string
  /** The filter and the sort order in words; empty for neither. */
  caption: string
  /** The number of rows without the filter, if it is known. */
  total?: number | null
  /** What the layout of the columns is stored under. */
  dataSourceId: string
  /** CSS variables with the names that cards show before values. */
  cardLabels?: Readonly<Record<string, string>>
  noJs?: boolean
  /** The URL of the rows after `first`, for browsers without JavaScript. */
  nextHref: string | null
}) {
  const hydrated = useHydrated()
  const box = useRef<HTMLElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const [focused, setFocused] = useState<number | null>(null)
  const about = { total, isFurther: cursor !== null }
  const { pages, stopReason, announcement, loadVisible, resume, restoreOutline } = useRowPages(
    first,
    cursor,
    source,
  )
  const savePosition = useScrollRestoration(box, pages, hydrated, source, restoreOutline)
  const { from, to } = useVisibleRows(box, body, hydrated, { from: 0, to: FIRST_ROWS })
  useIsomorphicLayoutEffect(() => applyColumnLayout(dataSourceId), [dataSourceId])

  const known = rowCount(pages)
  const count = known + (pages.nextCursor ? PENDING_ROWS : 0)
  useEffect(() => {
    if (hydrated) void loadVisible({ from, to, focused })
  }, [hydrated, loadVisible, from, to, focused])

  const follow = ({ target }: FocusEvent) => {
    const row = target.closest('tr')?.dataset['row']
    setFocused(row === undefined ? null : Number(row))
  }

  const showMore = () => {
    const element = box.current
    const frame = element?.parentElement
    if (!element || !frame) return
    const more = element.scrollWidth - element.clientWidth - element.scrollLeft > 1
    frame.toggleAttribute('data-more', more)
  }
  useEffect(showMore)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads the current box each time
  useEffect(() => {
    const resized = new ResizeObserver(showMore)
    if (box.current) resized.observe(box.current)
    return () => resized.disconnect()
  }, [])

  const resize = (event: PointerEvent<HTMLElement>) => {
    const { target, clientX } = event
    const heading = target instanceof Element && target.closest('[data-resize]')?.closest('th')
    if (!heading) return
    event.preventDefault()
    void import('./column-resize').then((one) => one.startResize(dataSourceId, heading, clientX))
  }

  // Rows out of sight are gaps. The focused row stays: otherwise the focus would jump to the start of the page.
  const shown: number[] = []
  const end = hydrated ? Math.min(count - 1, to + OVERSCAN) : (noJs ? known : Math.min(FIRST_ROWS, known)) - 1
  for (let row = hydrated ? Math.max(0, from - OVERSCAN) : 0; row <= end; row++) shown.push(row)
  if (focused !== null && focused < count && !shown.includes(focused))
    if (focused > end) shown.push(focused)
    else shown.unshift(focused)
  const lines: ReactNode[] = []
  let next = 0
  for (const row of shown) {
    if (row > next) lines.push(<Gap key={`before ${row}`} rows={row - next} />)
    lines.push(<TableRow key={row} index={row} row={rowAt(pages, row)} />)
    next = row + 1
  }
  const after = (hydrated ? count : known) - next
  if (after > 0) lines.push(<Gap key="after" rows={after} />)

  return (
    <>
      <p className="data-table-count" data-result={caption}>
        {countText(pages, about)}
      </p>
      <div className="data-table-rows">
        <div className="data-table-frame">
          <section
            ref={box}
            aria-label={`${label}, scrolls`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable with the keyboard
            tabIndex={0}
            className="data-table-box"
            onScroll={showMore}
            onPointerDown={resize}
          >
            <table
              role="table"
              aria-rowcount={pages.nextCursor ? -1 : known + 1}
              aria-label={caption ? `${label}. ${caption}` : label}
              className="data-table"
              data-source={dataSourceId}
              style={{ width, ...cardLabels }}
            >
              {head}
              <tbody
                ref={body}
                role="rowgroup"
                onClickCapture={savePosition}
                onFocus={follow}
                onBlur={() => setFocused(null)}
              >
                {lines}
              </tbody>
            </table>
          </section>
        </div>
        <p role="status" className="sr-only">
          {announcement}
        </p>
        <div className="mt-3 space-y-3 empty:hidden">
          {pages.incomplete && !pages.nextCursor && (
            <p className="text-dim">{INCOMPLETE_LIST} Filter the database to see other rows.</p>
          )}
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
      </div>
    </>
  )
}
