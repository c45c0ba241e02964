import { useCallback, useEffect, useRef, useState } from 'react'
import { NO_MORE } from '../errors/incomplete-list'
import { fetchRows } from './fetch-rows'
import {
  begin,
  cursorOf,
  type DrawnBatch,
  type LoadedRows,
  letGo,
  makesNoProgress,
  type Outline,
  put,
  type RowPages,
  rowCount,
  takeUp,
  wanted,
} from './row-pages'

/** Why nothing more is loaded by itself. */
type Halt =
  | Exclude<LoadedRows, { outcome: 'rows' }>
  | { readonly outcome: 'no_answer' }
  | { readonly outcome: 'no_progress' }

/** Rows in sight, and the one that has the focus. */
interface Sight {
  readonly from: number
  readonly to: number
  readonly focused: number | null
}

const haltAfter = (pages: RowPages): Halt | null =>
  makesNoProgress(pages) ? { outcome: 'no_progress' } : null

function announcement(before: number, pages: RowPages): string {
  const count = rowCount(pages)
  const loaded = count > before ? `Rows ${before + 1} to ${count} loaded. ` : ''
  return `${loaded}${pages.nextCursor ? 'More follow.' : pages.incomplete ? NO_MORE : 'These are the last.'}`
}

/**
 * Loads what is in sight and not there, one page at a time, and lets go of what is far away.
 *
 * @param source the address of the table's rows, with what is asked of them
 */
export function useRowPages(first: DrawnBatch, cursor: string | null, source: string) {
  const [pages, setPages] = useState<RowPages>(() => begin(first, cursor))
  const [halt, setHalt] = useState<Halt | null>(() => haltAfter(begin(first, cursor)))
  const [told, setTold] = useState('')
  const [given, setGiven] = useState(first)
  const busy = useRef(false)
  const sight = useRef<Sight>({ from: 0, to: 0, focused: null })
  // After "Refresh" the server gives other first rows: those that were loaded before are of the past.
  const current = useRef(first)
  if (given !== first) {
    const fresh = begin(first, cursor)
    setGiven(first)
    setPages(fresh)
    setHalt(haltAfter(fresh))
  }
  useEffect(() => {
    current.current = first
  }, [first])

  const left = useRef<AbortController | null>(null)
  // Nobody waits for rows of a page that was left: neither does the server.
  useEffect(() => () => left.current?.abort(), [])

  const look = useCallback(
    async (now: Sight) => {
      sight.current = now
      if (busy.current || halt) return
      const page = wanted(pages, now.from, now.to)
      if (page === null) return
      busy.current = true
      const asked = current.current
      const leaving = new AbortController()
      left.current = leaving
      const answer = await fetchRows(source, cursorOf(pages, page), leaving.signal).catch(
        (): Halt => ({ outcome: 'no_answer' }),
      )
      busy.current = false
      if (leaving.signal.aborted) return
      // The rows were refreshed meanwhile: a new look at them.
      if (asked !== current.current) return setPages((fresh) => ({ ...fresh }))
      if (answer.outcome !== 'rows') return setHalt(answer)
      const next = put(pages, page, answer.batch)
      // One may have scrolled on while it was loading.
      setPages(letGo(next, sight.current.from, sight.current.to, sight.current.focused))
      if (page < pages.pages.length) return
      setHalt(haltAfter(next))
      setTold(announcement(rowCount(pages), next))
    },
    [pages, halt, source],
  )
  const goOn = useCallback(() => setHalt(null), [])
  const restore = useCallback(
    (outline: Outline) => {
      const taken = takeUp(pages, outline)
      if (taken) setPages(taken)
      return taken !== null
    },
    [pages],
  )
  return { pages, halt, told, look, goOn, restore }
}
