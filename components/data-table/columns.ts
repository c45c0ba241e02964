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
  title: '20rem',
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
  date: '11rem',
  number: '9rem',
  checkbox: '8rem',
  unique_id: '8rem',
  button: '8rem',
}
const DEFAULT_WIDTH = '12rem'

/** The CSS width of a column: the person's own, otherwise that of its type. See column-layout.ts. */
export const columnWidth = (type: string, index: number): string =>
  `var(--width-${index}, ${WIDTHS[type] ?? DEFAULT_WIDTH})`

/** The width of all columns together. */
export const tableWidth = (types: readonly { readonly type: string }[]): string =>
  `calc(${types.map(({ type }, index) => columnWidth(type, index)).join(' + ')})`

/** Types whose values need no column name on a card. */
const SELF_EXPLANATORY: ReadonlySet<string> = new Set([
  'title',
  'select',
  'multi_select',
  'status',
  'people',
  'url',
  'email',
  'phone_number',
  'files',
  'relation',
  'unique_id',
  'place',
  'verification',
])
const MAX_LABEL = 40

const cssString = (text: string): string =>
  `"${text.replace(/["\\<>\p{Cc}]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`

/** CSS variables with the names of columns, for cards. */
export function cardLabels(
  properties: readonly Pick<PropertySchema, 'name' | 'type'>[],
): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const [index, { name, type }] of properties.entries())
    if (!SELF_EXPLANATORY.has(type)) labels[`--label-${index}`] = cssString(name.slice(0, MAX_LABEL))
  return labels
}

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
