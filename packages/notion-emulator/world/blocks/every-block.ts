import type { RichTextItemResponse } from '@notionhq/client'
import type { Host } from '../host'
import { plain, run } from '../rich-text'
import { type BlockType, blockId, type Content, type ContentContext, type Draft } from './draft'
import { annotated, colored, MENTION_TYPES, mentions } from './rich-texts'
import { bullet, heading, image, numbered, paragraph, tableRow, toDo, toggle } from './simple'

/** Blocks of one type. A block type that the SDK adds is missing in `EVERY`, which fails the type check. */
type Sample<Type extends BlockType> = Omit<Draft, 'content'> & {
  readonly content: Content<Type> | ((host: Host) => Content<Type>)
}

/** Only allowed inside a parent: a column list or a table. */
const INNER = ['column', 'table_row'] as const satisfies readonly BlockType[]
/** Notion derives them from a page's children, and so does the emulator. */
const MADE = ['child_page', 'child_database'] as const satisfies readonly BlockType[]
type Outer = Exclude<BlockType, (typeof INNER | typeof MADE)[number]>

type Every = { readonly [Type in Outer]: (about: ContentContext) => readonly Sample<Type>[] }

const below = (what: string) => [paragraph(`Below ${what}.`)]

const column = (width: number | undefined, ...children: Draft[]): Draft => ({
  content: { type: 'column', column: width === undefined ? {} : { width_ratio: width } },
  children,
})

const text = (rich_text: RichTextItemResponse[]) => ({ rich_text, color: 'default' as const })

const headed = (text: string) => ({
  rich_text: plain(text),
  color: 'default' as const,
  is_toggleable: false,
})

const LATEX = '\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}'
const PROGRAM = `export function greet(name: string) {
  // <b>not bold</b> & "quoted"
  return \`Hello, \${name}!\`
}
`

/** The key of the block that holds a page. */
export const TOGGLE_WITH_PAGE = 'a toggle with a page'

const EVERY: Every = {
  paragraph: (about) => [
    { content: (host) => ({ type: 'paragraph', paragraph: { ...text(annotated(host)), icon: null } }) },
    { content: { type: 'paragraph', paragraph: { ...text(colored()), icon: null } } },
    ...MENTION_TYPES.map((type) => ({
      content: (host: Host) => ({
        type: 'paragraph' as const,
        paragraph: { ...text(mentions(type, about, host)), icon: null },
      }),
    })),
    { content: { type: 'paragraph', paragraph: { ...text([]), icon: null } } },
    {
      content: {
        type: 'paragraph',
        paragraph: { ...text(plain('A paragraph with more below it.')), icon: null },
      },
      children: below('a paragraph'),
    },
    {
      content: {
        type: 'paragraph',
        paragraph: { rich_text: plain('A whole paragraph in colour.'), color: 'blue_background', icon: null },
      },
    },
  ],
  heading_1: () => [{ content: { type: 'heading_1', heading_1: headed('Heading one') } }],
  heading_2: () => [
    { content: { type: 'heading_2', heading_2: headed('Heading two') } },
    {
      content: { type: 'heading_2', heading_2: { ...headed('Heading two that opens'), is_toggleable: true } },
      children: [...below('a heading'), toggle('A toggle in a heading', below('a toggle in a heading'))],
    },
  ],
  heading_3: () => [
    { content: { type: 'heading_3', heading_3: { ...headed('Heading three'), color: 'orange' } } },
  ],
  heading_4: () => [{ content: { type: 'heading_4', heading_4: headed('Heading four') } }],
  bulleted_list_item: () => [
    {
      content: {
        type: 'bulleted_list_item',
        bulleted_list_item: { rich_text: plain('A point'), color: 'default' },
      },
      children: [bullet('A point below it', [bullet('And one more level', [numbered('A number inside')])])],
    },
    {
      content: {
        type: 'bulleted_list_item',
        bulleted_list_item: { rich_text: plain('Another point'), color: 'green' },
      },
    },
  ],
  numbered_list_item: () => [
    {
      content: {
        type: 'numbered_list_item',
        numbered_list_item: {
          rich_text: plain('Starts at five'),
          color: 'default',
          list_start_index: 5,
          list_format: 'numbers',
        },
      },
      children: [
        {
          content: {
            type: 'numbered_list_item',
            numbered_list_item: {
              rich_text: plain('With letters'),
              color: 'default',
              list_format: 'letters',
            },
          },
        },
      ],
    },
    {
      content: {
        type: 'numbered_list_item',
        numbered_list_item: { rich_text: plain('So this is six'), color: 'default' },
      },
    },
  ],
  to_do: () => [
    {
      content: { type: 'to_do', to_do: { ...text(plain('Done')), checked: true } },
      children: [toDo('Part of it is not', false)],
    },
    { content: { type: 'to_do', to_do: { ...text(plain('Still to do')), checked: false } } },
  ],
  toggle: ({ children }) => [
    {
      key: TOGGLE_WITH_PAGE,
      content: { type: 'toggle', toggle: text(plain('A toggle with a page in it')) },
      children: children.filter((page) => page.parentBlockId !== undefined).map((child) => ({ child })),
    },
    { content: { type: 'toggle', toggle: text(plain('A toggle')) }, children: below('a toggle') },
    { content: { type: 'toggle', toggle: text(plain('A toggle with nothing in it')) } },
  ],
  quote: () => [
    {
      content: { type: 'quote', quote: text(plain('The lamp is lit for those who are late.')) },
      children: below('a quote'),
    },
  ],
  callout: () => [
    {
      content: {
        type: 'callout',
        callout: { ...text(plain('An emoji in front.')), icon: { type: 'emoji', emoji: '💡' } },
      },
      children: [bullet('A list in a callout')],
    },
    {
      content: (host) => ({
        type: 'callout',
        callout: {
          rich_text: plain('A hosted picture in front.'),
          color: 'yellow_background',
          icon: { type: 'file', file: host.file('photo.svg') },
        },
      }),
    },
    {
      content: {
        type: 'callout',
        callout: {
          ...text(plain('A named icon in front.')),
          icon: { type: 'icon', icon: { name: 'compass', color: 'green' } },
        },
      },
    },
    { content: { type: 'callout', callout: { ...text(plain('Nothing in front.')), icon: null } } },
  ],
  code: () => [
    {
      content: {
        type: 'code',
        code: { rich_text: plain(PROGRAM), caption: plain('A greeting'), language: 'typescript' },
      },
    },
    {
      content: {
        type: 'code',
        code: { rich_text: plain('graph TD\n  A --> B'), caption: [], language: 'mermaid' },
      },
    },
    {
      content: {
        type: 'code',
        code: { rich_text: plain('no language here'), caption: [], language: 'plain text' },
      },
    },
    {
      content: {
        type: 'code',
        code: { rich_text: plain('prop("Due") < now()'), caption: [], language: 'notion formula' },
      },
    },
  ],
  equation: () => [
    { content: { type: 'equation', equation: { expression: LATEX } } },
    { content: { type: 'equation', equation: { expression: '\\notacommand{' } } },
  ],
  divider: () => [{ content: { type: 'divider', divider: {} } }],
  breadcrumb: () => [{ content: { type: 'breadcrumb', breadcrumb: {} } }],
  table_of_contents: () => [{ content: { type: 'table_of_contents', table_of_contents: { color: 'gray' } } }],
  column_list: () => [
    {
      content: { type: 'column_list', column_list: {} },
      children: [
        column(0.6, heading(3, 'The wide column'), paragraph('Sixty of a hundred.'), image('photo.svg')),
        column(0.4, paragraph('The narrow one.'), toDo('Something small', false)),
      ],
    },
    {
      content: { type: 'column_list', column_list: {} },
      children: ['One', 'Two', 'Three'].map((name) => column(undefined, paragraph(name))),
    },
  ],
  table: () => [
    {
      content: {
        type: 'table',
        table: { has_column_header: true, has_row_header: true, table_width: 3 },
      },
      children: [
        tableRow('Lamp', 'Range', 'Lit'),
        tableRow('North', [run('18'), run(' miles', { annotations: { italic: true } })], 'yes'),
        tableRow('South', '', [run('look it up', { href: 'https://example.org/south' })]),
      ],
    },
    {
      content: {
        type: 'table',
        table: { has_column_header: false, has_row_header: false, table_width: 8 },
      },
      children: [
        tableRow(...'ABCDEFGH'.split('').map((letter) => `A wide table, column ${letter}`)),
        tableRow(...'ABCDEFGH'.split('')),
      ],
    },
  ],
  tab: () => [
    {
      content: { type: 'tab', tab: {} },
      children: ['First tab', 'Second tab'].map((name, index) => ({
        content: {
          type: 'paragraph',
          paragraph: {
            ...text(plain(name)),
            icon: index === 0 ? { type: 'emoji', emoji: '🗂️' } : null,
          },
        },
        children: below(name.toLowerCase()),
      })),
    },
  ],
  embed: () => [
    {
      content: {
        type: 'embed',
        embed: { url: 'https://maps.example.org/embed?lat=54.1&lon=7.9', caption: plain('A map') },
      },
    },
  ],
  bookmark: () => [
    {
      content: {
        type: 'bookmark',
        bookmark: { url: 'https://example.org/reading/lamps', caption: plain('To read') },
      },
    },
    { content: { type: 'bookmark', bookmark: { url: '', caption: [] } } },
  ],
  image: () => [
    {
      content: (host) => ({
        type: 'image',
        image: { type: 'file', file: host.file('photo.svg'), caption: plain('A hosted picture') },
      }),
    },
    {
      content: (host) => ({
        type: 'image',
        image: { type: 'file', file: host.file('pattern.png'), caption: [] },
      }),
    },
    {
      content: (host) => ({
        type: 'image',
        image: {
          type: 'external',
          external: { url: `${host.origin}/icons/workspace.svg` },
          caption: plain('From elsewhere'),
        },
      }),
    },
    {
      content: {
        type: 'image',
        image: {
          type: 'external',
          external: { url: 'https://gone.example.org/lost.png' },
          caption: plain('Nobody answers there'),
        },
      },
    },
  ],
  video: () => [
    {
      content: (host) => ({
        type: 'video',
        video: { type: 'file', file: host.file('clip.webm'), caption: plain('A hosted clip') },
      }),
    },
    {
      content: {
        type: 'video',
        video: {
          type: 'external',
          external: { url: 'https://www.youtube.com/watch?v=jNQXAC9IVRw' },
          caption: [],
        },
      },
    },
  ],
  pdf: () => [
    {
      content: (host) => ({
        type: 'pdf',
        pdf: { type: 'file', file: host.file('report.pdf'), caption: plain('One page') },
      }),
    },
    {
      content: {
        type: 'pdf',
        pdf: { type: 'external', external: { url: 'https://example.org/a.pdf' }, caption: [] },
      },
    },
  ],
  file: () => [
    {
      content: (host) => ({
        type: 'file',
        file: { type: 'file', file: host.file('notes.txt'), caption: plain('Plain text'), name: 'notes.txt' },
      }),
    },
    {
      content: {
        type: 'file',
        file: {
          type: 'external',
          external: { url: 'https://example.org/archive.zip' },
          caption: [],
          name: 'archive.zip',
        },
      },
    },
  ],
  audio: () => [
    {
      content: (host) => ({
        type: 'audio',
        audio: { type: 'file', file: host.file('tone.wav'), caption: plain('A tone') },
      }),
    },
    {
      content: {
        type: 'audio',
        audio: { type: 'external', external: { url: 'https://example.org/a.mp3' }, caption: [] },
      },
    },
  ],
  link_preview: () => [
    {
      content: {
        type: 'link_preview',
        link_preview: { url: 'https://code.example.org/kite/pull/7' },
      },
    },
  ],
  link_to_page: ({ workspace, page }) => {
    const other = workspace.pages.find((one) => one.title === 'Brand') ?? page
    const database = workspace.pages.find((one) => one.databaseId !== null)
    return [
      { content: { type: 'link_to_page', link_to_page: { type: 'page_id', page_id: other.id } } },
      {
        content: {
          type: 'link_to_page',
          link_to_page: { type: 'database_id', database_id: database?.databaseId ?? page.id },
        },
      },
      {
        content: {
          type: 'link_to_page',
          link_to_page: { type: 'comment_id', comment_id: blockId(page.id, 'a comment') },
        },
      },
    ]
  },
  synced_block: ({ page }) => [
    {
      key: 'synced original',
      content: { type: 'synced_block', synced_block: { synced_from: null } },
      children: [paragraph('Written once, shown twice.'), toDo('Also this', true)],
    },
    {
      childrenOf: blockId(page.id, 'synced original'),
      content: {
        type: 'synced_block',
        synced_block: {
          synced_from: { type: 'block_id', block_id: blockId(page.id, 'synced original') },
        },
      },
    },
    {
      // Its original is on a page that nobody here can see.
      content: {
        type: 'synced_block',
        synced_block: {
          synced_from: { type: 'block_id', block_id: '00000000-0000-4000-8000-000000000bad' },
        },
      },
      childrenOf: '00000000-0000-4000-8000-000000000bad',
    },
  ],
  template: () => [
    {
      content: { type: 'template', template: { rich_text: plain('Add a lamp') } },
      children: [toDo('Clean the lens', false)],
    },
  ],
  meeting_notes: (about) => [
    {
      content: { type: 'meeting_notes', meeting_notes: meeting(about, 'meeting') },
      children: meetingParts('meeting'),
    },
    {
      content: {
        type: 'meeting_notes',
        meeting_notes: { title: plain('Not held yet'), status: 'transcription_not_started' },
      },
    },
  ],
  transcription: (about) => [
    {
      content: { type: 'transcription', transcription: meeting(about, 'transcription') },
      children: meetingParts('transcription'),
    },
  ],
  unsupported: () => [
    { content: { type: 'unsupported', unsupported: { block_type: 'button' } } },
    { content: { type: 'unsupported', unsupported: { block_type: 'ai_block' } } },
  ],
}

const PARTS = ['summary', 'notes', 'transcript'] as const

const meetingParts = (key: string): Draft[] =>
  PARTS.map((part) => ({ ...toggle(`The ${part}`, below(`the ${part}`)), key: `${key} ${part}` }))

function meeting(
  { page, workspace }: ContentContext,
  key: string,
): Content<'meeting_notes'>['meeting_notes'] {
  return {
    title: plain('Lamps, weekly'),
    status: 'notes_ready',
    children: {
      summary_block_id: blockId(page.id, `${key} summary`),
      notes_block_id: blockId(page.id, `${key} notes`),
      transcript_block_id: blockId(page.id, `${key} transcript`),
    },
    calendar_event: {
      start_time: '2026-11-18T09:00:00.000Z',
      end_time: '2026-11-18T09:30:00.000Z',
      attendees: workspace.members.slice(0, 2).map((member) => member.id),
    },
    recording: { start_time: '2026-11-18T09:01:00.000Z', end_time: '2026-11-18T09:28:00.000Z' },
  }
}

/** A page with every type of block, and every kind of text. */
export const everyBlock = (about: ContentContext): Draft[] =>
  Object.entries(EVERY).flatMap(([type, blocks]) => [heading(2, type.replaceAll('_', ' ')), ...blocks(about)])
