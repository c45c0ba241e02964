/** How a person laid out the columns of one database, by property id. Kept in the browser alone. */
export interface ColumnLayout {
  readonly hidden: readonly string[]
  /** In CSS pixels. */
  readonly widths: Readonly<Record<string, number>>
}

export const MIN_WIDTH = 80
export const MAX_WIDTH = 800

const slot = (dataSourceId: string) => `latchkey-columns:${dataSourceId}`

export function readColumnLayout(dataSourceId: string): ColumnLayout {
  try {
    const { hidden, widths } = JSON.parse(localStorage.getItem(slot(dataSourceId)) ?? '{}')
    return {
      hidden: Array.isArray(hidden) ? hidden.filter((id) => typeof id === 'string') : [],
      widths: typeof widths === 'object' && widths ? widths : {},
    }
  } catch {
    // Malformed, or storage is disabled.
    return { hidden: [], widths: {} }
  }
}

/** Stores a layout and shows it. */
export function writeColumnLayout(dataSourceId: string, layout: ColumnLayout): void {
  try {
    if (layout.hidden.length === 0 && Object.keys(layout.widths).length === 0)
      localStorage.removeItem(slot(dataSourceId))
    else localStorage.setItem(slot(dataSourceId), JSON.stringify(layout))
  } catch {
    // Storage is disabled or full: the layout lasts as long as the page.
  }
  applyColumnLayout(dataSourceId, layout)
}

/**
 * Shows the stored layout of a table's columns, through one style sheet: the rows don't render again. Also runs as an
 * inline script before the table is painted, so it uses nothing from outside itself.
 *
 * @param layout instead of the stored one
 */
export function applyColumnLayout(dataSourceId: string, layout?: ColumnLayout): void {
  const CARD_VALUES = 6
  let found: { hidden?: unknown; widths?: unknown } = layout ?? {}
  if (!layout)
    try {
      found = JSON.parse(localStorage.getItem(`latchkey-columns:${dataSourceId}`) ?? '{}') ?? {}
    } catch {
      // Malformed, or storage is disabled.
    }
  const hidden: readonly unknown[] = Array.isArray(found.hidden) ? found.hidden : []
  const widths = (typeof found.widths === 'object' && found.widths) || {}
  const table = `[data-source="${CSS.escape(dataSourceId)}"]`
  let rules = ''
  let shown = 0
  document.querySelectorAll<HTMLElement>(`${table} col`).forEach((column, index) => {
    const id = column.dataset['column'] ?? ''
    const cells = `${table} :is(col,th,td):nth-child(${index + 1})`
    const width = Number(Reflect.get(widths, id))
    // The first column names the row and opens it.
    if (index > 0 && hidden.includes(id))
      rules += `${cells}{display:none!important}${table}{--width-${index}:0px!important}`
    else {
      // As many values on a card as before, of the columns that are left.
      if (index > CARD_VALUES && shown <= CARD_VALUES)
        rules += `@media(width<56.25rem){${table} td:nth-child(${index + 1}):not(:empty){display:block!important}${table} td:nth-child(${index + 1})::before{content:var(--label-${index},none)/""}}`
      shown += 1
      if (width >= 80 && width <= 800) rules += `${table}{--width-${index}:${width}px!important}`
    }
  })
  const sheet =
    document.getElementById('column-layout') ??
    document.head.appendChild(Object.assign(document.createElement('style'), { id: 'column-layout' }))
  if (sheet.textContent !== rules) sheet.textContent = rules
}
