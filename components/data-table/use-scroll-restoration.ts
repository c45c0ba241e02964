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

/** What scrolls the rows: their box, or on phones the page. */
function scrollerOf(box: HTMLElement): Element {
  return getComputedStyle(box).overflowY === 'visible'
    ? (document.scrollingElement ?? document.documentElement)
    : box
}

/**
 * Stores the scroll position and the loaded pages in the history entry, so that Back returns to the same row.
 *
 * @param live whether the box has its full height
 * @param source identifies the rows. Other rows start at the top of their box, or where Back has them.
 * @param restore restores the pages; returns whether it could
 * @returns saves the position; call it before a link in the box is followed
 */
export function useScrollRestoration(
  box: RefObject<HTMLElement | null>,
  pages: RowPages,
  live: boolean,
  source: string,
  restore: (outline: RowOutline) => boolean,
): () => void {
  const top = useRef<number | null>(null)
  const latest = useRef(pages)
  const shown = useRef<string | null>(null)
  useEffect(() => {
    latest.current = pages
  }, [pages])

  const savePosition = useCallback(() => {
    if (!box.current) return
    const place: SavedPosition = {
      top: scrollerOf(box.current).scrollTop,
      outline: toOutline(latest.current),
    }
    history.replaceState({ ...history.state, [KEY]: place }, '')
  }, [box])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each source
  useEffect(() => {
    const isOther = shown.current !== null && shown.current !== source
    shown.current = source
    const place = savedPosition(history.state)
    if (place && place.top > 0 && restore(place.outline)) top.current = place.top
    else if (isOther && box.current) box.current.scrollTop = 0
  }, [source])

  useIsomorphicLayoutEffect(() => {
    if (!live || top.current === null || !box.current) return
    scrollerOf(box.current).scrollTop = top.current
    top.current = null
  }, [live, pages])

  useEffect(() => {
    let rest: ReturnType<typeof setTimeout> | undefined
    const onScroll = ({ target }: Event) => {
      if (!box.current || (target !== document && target !== box.current)) return
      clearTimeout(rest)
      rest = setTimeout(savePosition, REST_MS)
    }
    document.addEventListener('scroll', onScroll, { capture: true, passive: true })
    return () => {
      clearTimeout(rest)
      document.removeEventListener('scroll', onScroll, { capture: true })
    }
  }, [box, savePosition])
  return savePosition
}
