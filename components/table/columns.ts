import type { PropertySchema } from '@/lib/notion'

/** What the cells of one column need: it travels with every request for more rows. */
export interface Column {
  readonly id: string
  /** Notion's word for how its numbers are formatted. */
  readonly format: string | null
}

/** In rem: a column is as wide with the first rows as with the last. */
const WIDTHS: Readonly<Record<string, number>> = {
  title: 20,
  rich_text: 18,
  multi_select: 15,
  relation: 15,
  files: 14,
  url: 15,
  email: 15,
  people: 14,
  rollup: 14,
  place: 15,
  verification: 18,
  date: 15,
  number: 9,
  checkbox: 8,
  unique_id: 8,
  button: 8,
}
const USUAL_WIDTH = 12

export const columnWidth = (type: string): number => WIDTHS[type] ?? USUAL_WIDTH

export const columnOf = (property: PropertySchema): Column => ({
  id: property.id,
  format: property.type === 'number' ? property.number.format : null,
})
