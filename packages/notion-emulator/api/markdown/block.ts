import type { BlockObjectResponse, RichTextItemResponse } from '@notionhq/client'
import { attribute, colorName, escaped, markdownText } from './text'

/** A block in markdown: the lines before its children and those after them. */
interface Lines {
  readonly before: readonly string[]
  readonly after?: readonly string[]
  /** Nothing of it could be told. */
  readonly unknown?: boolean
}

const line = (text: string): Lines => ({ before: [text] })
const inside = (open: string, close: string, ...first: string[]): Lines => ({
  before: [open, ...first.map((one) => `\t${one}`)],
  after: [close],
})

const colorAttribute = (color: string) => (color === 'default' ? '' : ` color="${colorName(color)}"`)
const attributes = (...all: string[]) => {
  const given = all.join('').trim()
  return given === '' ? '' : ` {${given}}`
}

interface Colored {
  readonly rich_text: RichTextItemResponse[]
  readonly color: string
}

const colored = ({ rich_text, color }: Colored) =>
  `${markdownText(rich_text)}${attributes(colorAttribute(color))}`

function heading(level: number, { is_toggleable, ...text }: Colored & { is_toggleable: boolean }): Lines {
  const toggle = is_toggleable ? 'toggle="true"' : ''
  const marks = attributes(toggle, colorAttribute(text.color))
  return line(`${'#'.repeat(level)} ${markdownText(text.rich_text)}${marks}`)
}

type Media = Extract<BlockObjectResponse, { type: 'image' }>['image']

const addressOf = (media: Media) => attribute(media.type === 'file' ? media.file.url : media.external.url)
const media = (tag: string, one: Media): Lines =>
  line(`<${tag} src="${addressOf(one)}">${markdownText(one.caption)}</${tag}>`)

const unknown = (block: BlockObjectResponse, what: string, url: (id: string) => string): Lines => ({
  ...line(`<unknown url="${url(block.id)}" alt="${attribute(what)}"/>`),
  unknown: true,
})

const meeting = (title: readonly RichTextItemResponse[] = []) =>
  inside('<meeting-notes>', '</meeting-notes>', markdownText(title))

/** Notion's own markdown of a block, without its children. `url`: the address of something in Notion. */
export function blockLines(block: BlockObjectResponse, url: (id: string) => string): Lines {
  switch (block.type) {
    case 'paragraph':
      return line(block.paragraph.rich_text.length === 0 ? '<empty-block/>' : colored(block.paragraph))
    case 'heading_1':
      return heading(1, block.heading_1)
    case 'heading_2':
      return heading(2, block.heading_2)
    case 'heading_3':
      return heading(3, block.heading_3)
    case 'heading_4':
      return heading(4, block.heading_4)
    case 'bulleted_list_item':
      return line(`- ${colored(block.bulleted_list_item)}`)
    case 'numbered_list_item':
      return line(`1. ${colored(block.numbered_list_item)}`)
    case 'to_do':
      return line(`- [${block.to_do.checked ? 'x' : ' '}] ${colored(block.to_do)}`)
    case 'toggle': {
      const { rich_text, color } = block.toggle
      const summary = `<summary>${markdownText(rich_text)}</summary>`
      return { before: [`<details${colorAttribute(color)}>`, summary], after: ['</details>'] }
    }
    case 'quote':
      return line(`> ${colored(block.quote)}`)
    case 'callout': {
      const { icon, color, rich_text } = block.callout
      const mark = icon?.type === 'emoji' ? ` icon="${attribute(icon.emoji)}"` : ''
      return inside(`<callout${mark}${colorAttribute(color)}>`, '</callout>', markdownText(rich_text))
    }
    case 'code': {
      const text = block.code.rich_text.map((item) => item.plain_text).join('')
      return { before: [`\`\`\`${block.code.language}`, ...text.split('\n'), '```'] }
    }
    case 'equation':
      return { before: ['$$', block.equation.expression, '$$'] }
    case 'divider':
      return line('---')
    case 'table_of_contents':
      return line(`<table_of_contents${colorAttribute(block.table_of_contents.color)}/>`)
    case 'column_list':
      return inside('<columns>', '</columns>')
    case 'column':
      return inside('<column>', '</column>')
    case 'table': {
      const { has_column_header, has_row_header } = block.table
      return inside(`<table header-row="${has_column_header}" header-column="${has_row_header}">`, '</table>')
    }
    case 'table_row': {
      const cells = block.table_row.cells.map((cell) => `<td>${markdownText(cell)}</td>`)
      return { before: ['<tr>', ...cells, '</tr>'] }
    }
    case 'synced_block': {
      const from = block.synced_block.synced_from
      return from === null
        ? inside(`<synced_block url="${url(block.id)}">`, '</synced_block>')
        : inside(`<synced_block_reference url="${url(from.block_id)}">`, '</synced_block_reference>')
    }
    case 'child_page':
      return line(`<page url="${url(block.id)}">${escaped(block.child_page.title)}</page>`)
    case 'child_database':
      return line(`<database url="${url(block.id)}">${escaped(block.child_database.title)}</database>`)
    case 'link_to_page': {
      const to = block.link_to_page
      if (to.type === 'page_id') return line(`<mention-page url="${url(to.page_id)}"/>`)
      if (to.type === 'database_id') return line(`<mention-database url="${url(to.database_id)}"/>`)
      return unknown(block, 'link_to_page', url)
    }
    case 'image':
      return line(`![${markdownText(block.image.caption)}](${addressOf(block.image)})`)
    case 'video':
      return media('video', block.video)
    case 'audio':
      return media('audio', block.audio)
    case 'pdf':
      return media('pdf', block.pdf)
    case 'file':
      return media('file', block.file)
    case 'meeting_notes':
      return meeting(block.meeting_notes.title)
    case 'transcription':
      return meeting(block.transcription.title)
    case 'unsupported':
      return unknown(block, block.unsupported.block_type, url)
    case 'bookmark':
    case 'embed':
    case 'link_preview':
    case 'breadcrumb':
    case 'template':
    case 'tab':
      return unknown(block, block.type, url)
    default:
      return block satisfies never
  }
}
