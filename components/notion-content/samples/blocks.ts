import type { Block, BlockOf, BlockType } from '@/lib/notion'
import { formula, text } from './rich-text'

const AT = '2026-03-12T09:00:00.000Z'
const SOMEONE = { object: 'user' as const, id: '7a3f0b52-0000-4000-8000-000000000001' }
const PAGE = '5c0f6c1e-7f0a-4f2b-9a53-0d8b7c1e2f34'

/** Blocks as Notion sends them, and what stands in each. */
export class SampleBlocks {
  readonly #inside = new Map<string, readonly Block[]>()
  #count = 0

  /** What every block has. */
  #common(children: readonly Block[]) {
    this.#count += 1
    const id = `b10c0000-0000-4000-8000-${String(this.#count).padStart(12, '0')}`
    this.#inside.set(id, children)
    return {
      object: 'block' as const,
      id,
      parent: { type: 'page_id' as const, page_id: PAGE },
      created_time: AT,
      last_edited_time: AT,
      created_by: SOMEONE,
      last_edited_by: SOMEONE,
      has_children: children.length > 0,
      in_trash: false,
      archived: false,
    }
  }

  inside(block: Block): readonly Block[] {
    return this.#inside.get(block.id) ?? []
  }

  paragraph(words: string, children: readonly Block[] = []): BlockOf<'paragraph'> {
    return {
      ...this.#common(children),
      type: 'paragraph',
      paragraph: { rich_text: [text(words)], color: 'default', icon: null },
    }
  }

  bullet(words: string, children: readonly Block[] = []): BlockOf<'bulleted_list_item'> {
    return {
      ...this.#common(children),
      type: 'bulleted_list_item',
      bulleted_list_item: { rich_text: [text(words)], color: 'default' },
    }
  }

  number(
    words: string,
    more: Partial<BlockOf<'numbered_list_item'>['numbered_list_item']> = {},
    children: readonly Block[] = [],
  ): BlockOf<'numbered_list_item'> {
    return {
      ...this.#common(children),
      type: 'numbered_list_item',
      numbered_list_item: { rich_text: [text(words)], color: 'default', ...more },
    }
  }

  todo(words: string, checked: boolean): BlockOf<'to_do'> {
    return {
      ...this.#common([]),
      type: 'to_do',
      to_do: { rich_text: [text(words)], color: 'default', checked },
    }
  }

  row(...cells: readonly string[]): BlockOf<'table_row'> {
    return {
      ...this.#common([]),
      type: 'table_row',
      table_row: { cells: cells.map((cell) => (cell ? [text(cell)] : [])) },
    }
  }

  table(column: boolean, row: boolean, rows: readonly BlockOf<'table_row'>[]): BlockOf<'table'> {
    return {
      ...this.#common(rows),
      type: 'table',
      table: {
        has_column_header: column,
        has_row_header: row,
        table_width: rows[0]?.table_row.cells.length ?? 1,
      },
    }
  }

  code(language: BlockOf<'code'>['code']['language'], code: string, caption = ''): BlockOf<'code'> {
    return {
      ...this.#common([]),
      type: 'code',
      code: { rich_text: [text(code)], caption: caption ? [text(caption)] : [], language },
    }
  }

  callout(
    words: string,
    icon: BlockOf<'callout'>['callout']['icon'],
    color: BlockOf<'callout'>['callout']['color'],
    children: readonly Block[] = [],
  ): BlockOf<'callout'> {
    return {
      ...this.#common(children),
      type: 'callout',
      callout: { rich_text: [text(words)], color, icon },
    }
  }

  column(words: string, ratio?: number): BlockOf<'column'> {
    return {
      ...this.#common([this.paragraph(words), this.bullet('a list in it')]),
      type: 'column',
      column: ratio === undefined ? {} : { width_ratio: ratio },
    }
  }

  /** One in another, this deep. */
  nest(depth: number, make: (children: readonly Block[], level: number) => Block): Block {
    let inner: readonly Block[] = []
    for (let level = depth; level > 0; level -= 1) inner = [make(inner, level)]
    const [outermost] = inner
    return outermost ?? this.paragraph('')
  }

  /** One of each type: a type that a later SDK adds does not compile until it stands here. */
  all(picture: string): { [Type in BlockType]: BlockOf<Type> } {
    const common = (children: readonly Block[] = []) => this.#common(children)
    const caption = [text('What it is, in its author’s words')]
    const hosted = {
      type: 'file' as const,
      file: { url: 'https://files.example/harbour.bin', expiry_time: AT },
      caption,
    }
    const heading = (words: string, is_toggleable = false) => ({
      rich_text: [text(words)],
      color: 'default' as const,
      is_toggleable,
    })
    const notes = {
      title: [text('Weekly with the harbour master')],
      status: 'notes_ready' as const,
      calendar_event: {
        start_time: '2026-03-12T09:00:00.000Z',
        end_time: '2026-03-12T09:45:00.000Z',
        attendees: [PAGE, SOMEONE.id],
      },
    }
    return {
      heading_1: { ...common(), type: 'heading_1', heading_1: heading('Heading 1') },
      heading_2: { ...common(), type: 'heading_2', heading_2: heading('Heading 2') },
      heading_3: { ...common(), type: 'heading_3', heading_3: heading('Heading 3') },
      heading_4: {
        ...common([this.paragraph('Shown when it is opened.')]),
        type: 'heading_4',
        heading_4: heading('Heading 4, a toggle', true),
      },
      paragraph: this.paragraph('A paragraph.', [this.paragraph('A paragraph within it.')]),
      bulleted_list_item: this.bullet('An item', [
        this.bullet('an item in it', [this.bullet('and in that')]),
      ]),
      numbered_list_item: this.number('First', {}, [
        this.number('its own first', {}, [this.number('and that one’s')]),
        this.number('and second'),
      ]),
      to_do: this.todo('Paint the buoys', false),
      toggle: {
        ...common([this.paragraph('What stands in it.')]),
        type: 'toggle',
        toggle: { rich_text: [text('A toggle')], color: 'default' },
      },
      template: {
        ...common([this.paragraph('What it would add.')]),
        type: 'template',
        template: { rich_text: [text('Add a report')] },
      },
      quote: {
        ...common([this.paragraph('And what follows.')]),
        type: 'quote',
        quote: { rich_text: [text('The tide waits for nobody.')], color: 'default' },
      },
      callout: this.callout('Mind the gap.', { type: 'emoji', emoji: '⚓' }, 'gray_background', [
        this.paragraph('Between ship and quay.'),
      ]),
      code: this.code(
        'typescript',
        "/** The height of the tide. */\nexport function tide(at: Date, harbour = 'north'): number {\n  const hours = at.getTime() / 3_600_000 // since 1970\n  return Math.sin(hours * 0.5059) * 2.4\n}",
        'How high the water stands',
      ),
      equation: {
        ...common(),
        type: 'equation',
        equation: { expression: 'h(t) = \\sum_{n=1}^{N} a_n \\cos(\\omega_n t + \\varphi_n)' },
      },
      divider: { ...common(), type: 'divider', divider: {} },
      breadcrumb: { ...common(), type: 'breadcrumb', breadcrumb: {} },
      table_of_contents: { ...common(), type: 'table_of_contents', table_of_contents: { color: 'gray' } },
      column_list: {
        ...common([this.column('The left column', 0.65), this.column('The right column', 0.35)]),
        type: 'column_list',
        column_list: {},
      },
      column: this.column('A column by itself'),
      table: this.table(true, true, [
        this.row('', 'High', 'Low'),
        this.row('Monday', '04:12', '10:31'),
        this.row('Tuesday', '05:02', '11:20'),
      ]),
      table_row: this.row('A row', 'outside', 'of a table'),
      tab: {
        ...common([
          this.paragraph('First tab', [this.paragraph('What stands in the first.')]),
          this.paragraph('Second tab', [this.bullet('What stands in the second.')]),
        ]),
        type: 'tab',
        tab: {},
      },
      child_page: { ...common(), type: 'child_page', child_page: { title: 'Minutes' } },
      child_database: { ...common(), type: 'child_database', child_database: { title: 'Berths' } },
      link_to_page: { ...common(), type: 'link_to_page', link_to_page: { type: 'page_id', page_id: PAGE } },
      synced_block: {
        ...common([this.paragraph('Kept in step with where it was written.')]),
        type: 'synced_block',
        synced_block: { synced_from: { type: 'block_id', block_id: PAGE } },
      },
      meeting_notes: {
        ...common([this.paragraph('The summary.')]),
        type: 'meeting_notes',
        meeting_notes: notes,
      },
      transcription: {
        ...common(),
        type: 'transcription',
        transcription: { ...notes, status: 'transcription_in_progress' },
      },
      image: {
        ...common(),
        type: 'image',
        image: { type: 'external', external: { url: picture }, caption },
      },
      video: { ...common(), type: 'video', video: hosted },
      audio: { ...common(), type: 'audio', audio: hosted },
      file: { ...common(), type: 'file', file: { ...hosted, name: 'Berths in spring.xlsx' } },
      pdf: { ...common(), type: 'pdf', pdf: hosted },
      embed: { ...common(), type: 'embed', embed: { url: 'https://example.com/map', caption } },
      bookmark: { ...common(), type: 'bookmark', bookmark: { url: 'https://example.com/tides', caption } },
      link_preview: {
        ...common(),
        type: 'link_preview',
        link_preview: { url: 'https://example.com/pull/7' },
      },
      unsupported: { ...common(), type: 'unsupported', unsupported: { block_type: 'button' } },
    }
  }

  /** Where one of each is not enough: the kinds within a type, and what goes wrong. */
  more(picture: string) {
    const common = (children: readonly Block[] = []) => this.#common(children)
    const caption = [text('With a caption, '), formula('E = mc^2'), text(' included')]
    const external = (url: string) => ({ type: 'external' as const, external: { url }, caption })
    const unknown = { ...this.paragraph(''), type: 'hologram' } as unknown as Block
    const blocks: { [name: string]: readonly Block[] } = {
      'Lists that follow each other': [
        this.bullet('one'),
        this.bullet('two'),
        this.number('one'),
        this.number('two', {}, [this.todo('a to-do inside', true)]),
        this.number('a list that begins at nine', { list_start_index: 9 }),
        this.number('and goes on'),
        this.todo('open', false),
        this.todo('done', true),
        this.number('letters', { list_format: 'letters' }),
        this.number('letters'),
        this.bullet('between them'),
        this.number('roman', { list_format: 'roman' }),
        this.number('roman'),
      ],
      'Callouts of every icon and colour': [
        this.callout('No icon', null, 'default'),
        this.callout('A picture', { type: 'external', external: { url: picture } }, 'blue_background'),
        this.callout(
          'A custom emoji',
          { type: 'custom_emoji', custom_emoji: { id: PAGE, name: 'latchkey', url: picture } },
          'green_background',
        ),
        this.callout(
          'One of Notion’s own',
          { type: 'icon', icon: { name: 'pizza', color: 'red' } },
          'red_background',
        ),
        this.callout(
          'One that we have no picture for',
          { type: 'icon', icon: { name: 'unheard-of', color: 'purple' } },
          'purple_background',
        ),
        this.callout('Coloured text', { type: 'emoji', emoji: '🪢' }, 'brown'),
        ...(['yellow', 'orange', 'pink', 'brown'] as const).map((color) =>
          this.callout(`On ${color}`, { type: 'emoji', emoji: '🪢' }, `${color}_background`),
        ),
      ],
      'Tables without and with headers': [
        this.table(false, false, [this.row('no', 'header'), this.row('at', 'all')]),
        this.table(true, false, [this.row('Name', 'Berth'), this.row('Nautilus', '12')]),
        this.table(false, true, [this.row('Name', 'Nautilus'), this.row('Berth', '12')]),
        this.table(true, true, [
          this.row(...Array.from({ length: 12 }, (_, index) => `Column ${index + 1}`)),
          this.row(...Array.from({ length: 12 }, (_, index) => `Cell ${index + 1}`)),
        ]),
      ],
      'Code and formulas': [
        this.code(
          'python',
          'def tide(at, *, harbour="north"):\n    """Its height."""\n    return 2.4 * sin(at)  # metres',
        ),
        this.code('json', '{ "harbour": "north", "depth": 12.5, "open": true }'),
        this.code('html', '<!doctype html>\n<p class="tide">High &amp; low</p>'),
        this.code('diff', '- at low water\n+ at high water'),
        this.code('plain text', 'No language at all.'),
        this.code('ebnf', 'tide = "high" | "low" ;'),
        this.code('shell', `echo "${'one long line '.repeat(20)}"`),
        ...['\\frac{1', '\\href{javascript:alert(1)}{x}', '\\undefined + 1', `x${' + x'.repeat(90)}`].map(
          (expression): Block => ({ ...common(), type: 'equation', equation: { expression } }),
        ),
      ],
      'Files, films and addresses': [
        {
          ...common(),
          type: 'image',
          image: { type: 'file', file: { url: picture, expiry_time: AT }, caption: [] },
        },
        { ...common(), type: 'video', video: external('https://youtu.be/harbourfilm') },
        { ...common(), type: 'video', video: external('https://example.com/harbour.mp4') },
        { ...common(), type: 'audio', audio: external('https://example.com/foghorn.mp3') },
        { ...common(), type: 'pdf', pdf: external('https://example.com/rules.pdf') },
        { ...common(), type: 'embed', embed: { url: 'http://example.com/not-encrypted', caption: [] } },
        { ...common(), type: 'bookmark', bookmark: { url: 'javascript:alert(1)', caption: [] } },
        {
          ...common(),
          type: 'bookmark',
          bookmark: { url: `https://example.com/${'long'.repeat(60)}`, caption: [] },
        },
      ],
      'Tabs, columns and copies': [
        {
          ...common([this.column('One'), this.column('Two'), this.column('Three'), this.column('Four')]),
          type: 'column_list',
          column_list: {},
        },
        {
          ...common(),
          type: 'synced_block',
          synced_block: { synced_from: { type: 'block_id', block_id: PAGE } },
        },
        {
          ...common([this.paragraph('The original of a synced block.')]),
          type: 'synced_block',
          synced_block: { synced_from: null },
        },
        { ...common(), type: 'link_to_page', link_to_page: { type: 'database_id', database_id: PAGE } },
        { ...common(), type: 'link_to_page', link_to_page: { type: 'comment_id', comment_id: PAGE } },
        unknown,
      ],
      'Fifty levels': [
        this.nest(50, (children, level) => this.bullet(`Level ${level}`, children)),
        this.nest(50, (children, level) =>
          this.callout(`Callout ${level}`, { type: 'emoji', emoji: '🪆' }, 'gray_background', children),
        ),
        this.nest(50, (children, level) => ({
          ...common(children),
          type: 'quote',
          quote: { rich_text: [text(`Quote ${level}`)], color: 'default' },
        })),
      ],
    }
    return blocks
  }
}
