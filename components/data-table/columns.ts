import type { PropertySchema } from '@/lib/notion'

/** Wider tables show their first columns. */
export const MAX_COLUMNS = 200

/** What the cells of one column need. */
export interface Column {
  readonly id: string
  /** Notion's number format. */
  readonly format: string | null
}

/** Fixed widths, so columns don't change as rows load. */
const WIDTHS: Readonly<Record<string, string>> = {
  title: 'min(20rem, 62vw)',
  rich_text: '18rem',
  multi_select: '15rem',
  relation: '15rem',
  files: '14rem',
  url: '15rem',
  email: '15rem',
  people: '14rem',
  rollup: '14rem',
  place: '15rem',
  verification: '18rem',
  date: '15rem',
  number: '9rem',
  checkbox: '8rem',
  unique_id: '8rem',
  button: '8rem',
}
const DEFAULT_WIDTH = '12rem'

/** A CSS width. */
export const columnWidth = (type: string): string => WIDTHS[type] ?? DEFAULT_WIDTH

/** The width of all columns together. */
export const tableWidth = (types: readonly { readonly type: string }[]): string =>
  `calc(${types.map(({ type }) => columnWidth(type)).join(' + ')})`

/** The part of a property's schema that its cells need. */
export const toColumn = (property: PropertySchema): Column => ({
  id: property.id,
  format:
    property.type === 'number' && typeof property.number?.format === 'string' ? property.number.format : null,
})

/** The columns that a table shows, without duplicates. */
export function visibleColumns(properties: readonly PropertySchema[]): readonly PropertySchema[] {
  const byId = new Map(properties.map((property) => [property.id, property]))
  return [...byId.values()].slice(0, MAX_COLUMNS)
}
