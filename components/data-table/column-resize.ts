import { MAX_WIDTH, MIN_WIDTH, readColumnLayout, writeColumnLayout } from './column-layout'

/** Gives a column a width, or with null the one of its type. */
export function setColumnWidth(dataSourceId: string, columnId: string, width: number | null): void {
  const { hidden, widths } = readColumnLayout(dataSourceId)
  const { [columnId]: _, ...others } = widths
  writeColumnLayout(dataSourceId, {
    hidden,
    widths:
      width === null
        ? others
        : { ...others, [columnId]: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))) },
  })
}

/** Follows the pointer from the edge of a heading until it is released. */
export function startResize(dataSourceId: string, heading: HTMLElement, from: number): void {
  const columnId = heading.dataset['column']
  if (columnId === undefined) return
  const before = heading.getBoundingClientRect().width
  const direction = getComputedStyle(heading).direction === 'rtl' ? -1 : 1
  const follow = ({ clientX }: PointerEvent) =>
    setColumnWidth(dataSourceId, columnId, before + direction * (clientX - from))
  const stop = () => {
    document.removeEventListener('pointermove', follow)
    for (const event of ['pointerup', 'pointercancel']) document.removeEventListener(event, stop)
  }
  document.addEventListener('pointermove', follow)
  for (const event of ['pointerup', 'pointercancel']) document.addEventListener(event, stop)
}
