import { useCallback, useEffect, useRef, useState } from 'react'
import { INCOMPLETE_LIST } from '../errors/incomplete-list'
import { fetchRows } from './fetch-rows'
import {
  evict,
  initialPages,
  insertPage,
  makesNoProgress,
  nextPage,
  pageCursor,
  type RenderedBatch,
  type RowOutline,
  type RowPages,
  type RowsResponse,
  restore,
  rowCount,
  toOutline,
} from './row-pages'

/** Why loading stopped. */
type StopReason =
  | Exclude<RowsResponse, { outcome: 'rows' }>
  | { readonly outcome: 'no_answer' }
  | { readonly outcome: 'no_progress' }

/** The visible rows, and the one that has the focus. */
interface VisibleRows {
  readonly from: number
  readonly to: number
  readonly focused: number | null
}

const stopReasonAfter = (pages: RowPages): StopReason | null =>
  makesNoProgress(pages) ? { outcome: 'no_progress' } : null

function loadedMessage(before: number, pages: RowPages): string {
  const count = rowCount(pages)
  const loaded = count > before ? `Rows ${before + 1} to ${count} loaded. ` : ''
  return `${loaded}${pages.nextCursor ? 'More follow.' : pages.incomplete ? INCOMPLETE_LIST : 'These are the last.'}`
}

/**
 * Loads missing pages of visible rows, one at a time, and evicts distant ones.
 *
 * @param source the URL of the table's rows, with filter and sort order
 */
export function useRowPages(first: RenderedBatch, cursor: string | null, source: string) {
  const [pages, setPages] = useState<RowPages>(() => initialPages(first, cursor))
  const [stopReason, setStopReason] = useState<StopReason | null>(() =>
    stopReasonAfter(initialPages(first, cursor)),
  )
  const [announcement, setAnnouncement] = useState('')
  const [initial, setInitial] = useState({ first, source })
  const busy = useRef(false)
  const visible = useRef<VisibleRows>({ from: 0, to: 0, focused: null })
  const current = useRef(first)
  // The server sends new first rows after Refresh, and for another filter or sort order. The loaded pages are outdated.
  if (initial.first !== first) {
    const fresh = initialPages(first, cursor)
    // After Refresh the same rows stay in view, and load again.
    const kept = initial.source === source ? restore(fresh, toOutline(pages)) : null
    setInitial({ first, source })
    setPages(kept ?? fresh)
    setStopReason(stopReasonAfter(kept ?? fresh))
    setAnnouncement('')
  }
  useEffect(() => {
    current.current = first
  }, [first])

  const request = useRef<AbortController | null>(null)
  // Leaving the page cancels the request, also on the server.
  useEffect(() => () => request.current?.abort(), [])

  const loadVisible = useCallback(
    async (now: VisibleRows) => {
      visible.current = now
      if (busy.current || stopReason) return
      const page = nextPage(pages, now.from, now.to)
      if (page === null) return
      busy.current = true
      const asked = current.current
      const controller = new AbortController()
      request.current = controller
      const answer = await fetchRows(source, pageCursor(pages, page), controller.signal).catch(
        (): StopReason => ({ outcome: 'no_answer' }),
      )
      busy.current = false
      if (controller.signal.aborted) return
      // The rows are others in the meantime, so load again.
      if (asked !== current.current) return setPages((fresh) => ({ ...fresh }))
      if (answer.outcome !== 'rows') return setStopReason(answer)
      const next = insertPage(pages, page, answer.batch)
      // The person may have scrolled while the page loaded.
      setPages(evict(next, visible.current.from, visible.current.to, visible.current.focused))
      if (page < pages.pages.length) return
      setStopReason(stopReasonAfter(next))
      setAnnouncement(loadedMessage(rowCount(pages), next))
    },
    [pages, stopReason, source],
  )
  const resume = useCallback(() => setStopReason(null), [])
  const restoreOutline = useCallback(
    (outline: RowOutline) => {
      const restored = restore(pages, outline)
      if (restored) setPages(restored)
      return restored !== null
    },
    [pages],
  )
  return { pages, stopReason, announcement, loadVisible, resume, restoreOutline }
}
