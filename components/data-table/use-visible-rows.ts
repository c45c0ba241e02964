import { type RefObject, useCallback, useEffect, useState } from 'react'
import { useIsomorphicLayoutEffect } from '../ui/use-isomorphic-layout-effect'

/** Rows, both ends included. */
interface RowRange {
  readonly from: number
  readonly to: number
}

/**
 * The rows in view, wherever they scroll: in their box, or on phones with the whole page. All rows have the same
 * height, so nothing but the first one is measured, and nothing moves when others load.
 *
 * @param body the element that the rows fill
 * @param live whether all rows, or gaps in their place, are rendered
 */
export function useVisibleRows(
  box: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
  live: boolean,
  first: RowRange,
): RowRange {
  const [range, setRange] = useState(first)

  const look = useCallback(() => {
    const row = body.current?.querySelector('[data-row]')
    if (!box.current || !body.current || !row) return
    const { height } = row.getBoundingClientRect()
    const { top } = body.current.getBoundingClientRect()
    const frame = box.current.getBoundingClientRect()
    const from = Math.max(0, Math.floor((Math.max(frame.top, 0) - top) / height))
    const to = Math.max(from, Math.ceil((Math.min(frame.bottom, window.innerHeight) - top) / height))
    setRange((before) => (before.from === from && before.to === to ? before : { from, to }))
  }, [box, body])

  useIsomorphicLayoutEffect(() => {
    if (live) look()
  })
  useEffect(() => {
    // Captured, because the scroll event of the box doesn't bubble.
    document.addEventListener('scroll', look, { capture: true, passive: true })
    const resized = new ResizeObserver(look)
    if (box.current) resized.observe(box.current)
    window.addEventListener('resize', look)
    return () => {
      document.removeEventListener('scroll', look, { capture: true })
      resized.disconnect()
      window.removeEventListener('resize', look)
    }
  }, [box, look])
  return range
}
