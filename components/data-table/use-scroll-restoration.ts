import { type RefObject, useCallback, useEffect, useRef } from 'react'
import { useIsomorphicLayoutEffect } from '../ui/use-isomorphic-layout-effect'
import { isRowOutline, type RowOutline, type RowPages, toOutline } from './row-pages'

const KEY = 'latchkeyRows'
/** Browsers limit `replaceState` to about 100 calls in 30 seconds. */
const REST_MS = 400

interface SavedPosition {
  readonly top: number
  readonly outline: RowOutline
}

function savedPosition(state: unknown): SavedPosition | null {
  const place = (state as Readonly<Record<string, Partial<SavedPosition> | undefined>> | null)?.[KEY]
  return place && typeof place.top === 'number' && isRowOutline(place.outline)
    ? { top: place.top, outline: place.outline }
    : null
}

/**
 * Stores the scroll position and the loaded pages in the history entry, so that Back returns to the same row.
 *
 * @param live whether the box has its full height
 * @param restore restores the pages; returns whether it could
 * @returns saves the position; call it before a link in the box is followed
 */
export function useScrollRestoration(
  box: RefObject<HTMLElement | null>,
  pages: RowPages,
  live: boolean,
  restore: (outline: RowOutline) => boolean,
): () => void {
  const top = useRef<number | null>(null)
  const latest = useRef(pages)
  useEffect(() => {
    latest.current = pages
  }, [pages])

  const savePosition = useCallback(() => {
    if (!box.current) return
    const place: SavedPosition = { top: box.current.scrollTop, outline: toOutline(latest.current) }
    history.replaceState({ ...history.state, [KEY]: place }, '')
  }, [box])

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, on mount
  useEffect(() => {
    const place = savedPosition(history.state)
    if (place && place.top > 0 && restore(place.outline)) top.current = place.top
  }, [])

  useIsomorphicLayoutEffect(() => {
    if (!live || top.current === null || !box.current) return
    box.current.scrollTop = top.current
    top.current = null
  }, [live, pages])

  useEffect(() => {
    const { current: element } = box
    let rest: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      clearTimeout(rest)
      rest = setTimeout(savePosition, REST_MS)
    }
    element?.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(rest)
      element?.removeEventListener('scroll', onScroll)
    }
  }, [box, savePosition])
  return savePosition
}
