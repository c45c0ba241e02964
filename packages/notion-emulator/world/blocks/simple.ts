import type { RichTextItemResponse } from '@notionhq/client'
import { plain } from '../rich-text'
import type { Draft } from './draft'

type Below = Draft['children']
type Text = string | RichTextItemResponse[]
const items = (text: Text) => (typeof text === 'string' ? plain(text) : text)

/** Children only where there are some: a block says whether it has any. */
const draft = (content: Draft['content'], children?: Below): Draft => ({
  content,
  ...(children && children.length > 0 ? { children } : {}),
})

export const paragraph = (text: Text, children?: Below): Draft =>
  draft({ type: 'paragraph', paragraph: { rich_text: items(text), color: 'default', icon: null } }, children)

export function heading(level: 1 | 2 | 3 | 4, text: Text, children?: Below): Draft {
  const content = { rich_text: items(text), color: 'default' as const, is_toggleable: children !== undefined }
  switch (level) {
    case 1:
      return draft({ type: 'heading_1', heading_1: content }, children)
    case 2:
      return draft({ type: 'heading_2', heading_2: content }, children)
    case 3:
      return draft({ type: 'heading_3', heading_3: content }, children)
    case 4:
      return draft({ type: 'heading_4', heading_4: content }, children)
    default:
      return level satisfies never
  }
}

export const bullet = (text: Text, children?: Below): Draft =>
  draft(
    { type: 'bulleted_list_item', bulleted_list_item: { rich_text: items(text), color: 'default' } },
    children,
  )

export const numbered = (text: Text, children?: Below): Draft =>
  draft(
    { type: 'numbered_list_item', numbered_list_item: { rich_text: items(text), color: 'default' } },
    children,
  )

export const toDo = (text: Text, checked: boolean, children?: Below): Draft =>
  draft({ type: 'to_do', to_do: { rich_text: items(text), checked, color: 'default' } }, children)

export const toggle = (text: Text, children?: Below): Draft =>
  draft({ type: 'toggle', toggle: { rich_text: items(text), color: 'default' } }, children)

export const quote = (text: Text, children?: Below): Draft =>
  draft({ type: 'quote', quote: { rich_text: items(text), color: 'default' } }, children)

export const callout = (text: Text, emoji: string, children?: Below): Draft =>
  draft(
    {
      type: 'callout',
      callout: { rich_text: items(text), color: 'gray_background', icon: { type: 'emoji', emoji } },
    },
    children,
  )

export const divider: Draft = { content: { type: 'divider', divider: {} } }

export const tableRow = (...cells: Text[]): Draft => ({
  content: { type: 'table_row', table_row: { cells: cells.map(items) } },
})

export const table = (rows: readonly Draft[], width: number): Draft => ({
  content: {
    type: 'table',
    table: { has_column_header: true, has_row_header: false, table_width: width },
  },
  children: rows,
})

export const image = (name: string, caption = ''): Draft => ({
  content: (host) => ({
    type: 'image',
    image: { type: 'file', file: host.file(name), caption: plain(caption) },
  }),
})
