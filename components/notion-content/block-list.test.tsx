import { describe, expect, it } from 'vitest'
import type { Block } from '@/lib/notion'
import { SampleBlocks } from '../../test-support/fixtures/blocks'
import { text } from '../../test-support/fixtures/rich-text'
import { contextOf, drawn, htmlOf } from '../../test-support/render-content'
import { BlockList, headingAnchor, headingsOf, nextListNumber, TableOfContents } from './block-list'
import { BLOCKS } from './blocks/registry'

const PICTURE = 'https://pictures.example/one.png'
const UNKNOWN_TYPE = 'hologram'

const count = (html: string, what: RegExp) => [...html.matchAll(what)].length

describe('every type of block', () => {
  const samples = new SampleBlocks()
  const all = samples.all(PICTURE)

  it('has a component and a sample', () => {
    expect(Object.keys(BLOCKS).sort()).toEqual(Object.keys(all).sort())
  })

  it.each(Object.values(all).map((block) => [block.type, block] as const))(
    '%s is drawn',
    async (type, block) => {
      const html = await drawn(samples, [block])
      // These render what the page provides, which is nothing here.
      const bare = ['breadcrumb', 'table_of_contents'].includes(type)
      expect(html === '').toBe(bare)
      expect(html).not.toContain('does not know')
      expect(html).not.toContain('[object Object]')
    },
  )

  it('shows the children', async () => {
    const html = await drawn(samples, Object.values(all))
    for (const words of [
      'A paragraph within it.',
      'and in that',
      'Shown when it is opened.',
      'The content of it.',
      'What it would add.',
      'Between ship and quay.',
      'The right column',
      'The content of the second.',
      'Kept in step with where it was written.',
      'The summary.',
      '05:02',
    ])
      expect(html).toContain(words)
  })
})

describe('lists', () => {
  const samples = new SampleBlocks()

  it('puts adjacent items of one kind into one list', async () => {
    const html = await drawn(samples, [
      samples.bullet('a'),
      samples.bullet('b'),
      samples.number('c'),
      samples.number('d'),
      samples.paragraph('between'),
      samples.number('e'),
      samples.todo('f', false),
      samples.todo('g', true),
    ])
    expect(count(html, /<ul/g)).toBe(2)
    expect(count(html, /<ol/g)).toBe(2)
    expect(count(html, /<li/g)).toBe(7)
    expect(html).toMatch(/<ol start="1".*between.*<ol start="1"/)
  })

  it('starts where Notion says, and continues from the previous batch', async () => {
    const first = [samples.number('seven', { list_start_index: 7 }), samples.number('eight')]
    const next = nextListNumber(first, 1)
    const html = await htmlOf(
      <>
        <BlockList blocks={first} context={contextOf(samples)} />
        <BlockList blocks={[samples.number('nine')]} context={contextOf(samples)} startNumber={next} />
      </>,
    )
    expect(html).toMatch(/<ol start="7".*<ol start="9"/)
  })

  it('returns the number with which a list at the end of a batch continues', () => {
    const numbers = [samples.number('a'), samples.number('b')]
    expect(nextListNumber(numbers, 1)).toBe(3)
    expect(nextListNumber(numbers, 101)).toBe(103)
    expect(nextListNumber([], 5)).toBe(5)
    expect(nextListNumber([...numbers, samples.paragraph('end')], 5)).toBe(1)
    expect(nextListNumber([samples.paragraph('begin'), ...numbers], 5)).toBe(3)
  })

  it('keeps one list if every item has the start number of its list', async () => {
    const html = await drawn(samples, [
      samples.number('a', { list_start_index: 4 }),
      samples.number('b', { list_start_index: 4 }),
      samples.number('c', { list_start_index: 20 }),
    ])
    expect([...html.matchAll(/<ol start="(\d+)"/g)].map(([, start]) => start)).toEqual(['4', '20'])
  })

  it('shows whether a to-do is done without a form control', async () => {
    const html = await drawn(samples, [samples.todo('open', false), samples.todo('shut', true)])
    expect(html).toMatch(/role="img" aria-label="To do:".*open.*role="img" aria-label="Done:".*shut/)
    expect(html).not.toContain('<input')
  })
})

describe('depth', () => {
  it('renders fifty levels, and stops indenting the deep ones', async () => {
    const samples = new SampleBlocks()
    const html = await drawn(samples, [
      samples.nest(50, (children, level) => samples.bullet(`level ${level}.`, children)),
    ])
    for (const level of [1, 25, 50]) expect(html).toContain(`level ${level}.`)
    expect(count(html, /<ul class="notion-list"/g)).toBe(6)
    expect(count(html, /<ul class="notion-list notion-list-deep"/g)).toBe(44)
  })
})

describe('an unknown type', () => {
  it('is named, with a link to Notion, and its children are shown', async () => {
    const samples = new SampleBlocks()
    const later = {
      ...samples.paragraph('', [samples.paragraph('still here')]),
      type: UNKNOWN_TYPE,
    } as unknown as Block
    const html = await drawn(samples, [samples.paragraph('before'), later])
    expect(html).toContain('before')
    expect(html).toContain(`doesn’t support this block type yet: <bdi>${UNKNOWN_TYPE}</bdi>`)
    expect(html).toContain(`href="https://www.notion.so/page#${later.id.replaceAll('-', '')}"`)
    expect(html).toContain('still here')
  })

  it('is not confused with a property of Object.prototype', async () => {
    const samples = new SampleBlocks()
    const later = { ...samples.paragraph(''), type: 'constructor' } as unknown as Block
    expect(await drawn(samples, [later])).toContain('doesn’t support this block type yet')
  })
})

describe('headings', () => {
  const samples = new SampleBlocks()
  const all = samples.all(PICTURE)

  it('are below the page’s title and can be linked to', async () => {
    const html = await drawn(samples, [all.heading_1, all.heading_4])
    const id = headingAnchor(all.heading_1.id)
    expect(html).toMatch(new RegExp(`<h2 id="${id}"[^>]*>Heading 1</h2><a href="#${id}"`))
    expect(html).toMatch(/<details[^>]*><summary><h3/)
  })

  it('are listed with their levels', async () => {
    const headings = headingsOf(Object.values(all))
    expect(headings.map(({ level, text: words }) => [level, words])).toEqual([
      [1, 'Heading 1'],
      [2, 'Heading 2'],
      [3, 'Heading 3'],
      [4, 'Heading 4, a toggle'],
    ])
    const html = await htmlOf(<TableOfContents headings={headings} />)
    expect(html).toContain(`href="#${headingAnchor(all.heading_3.id)}"`)
  })

  it('are none without text', async () => {
    const empty: Block = {
      ...all.heading_1,
      heading_1: { ...all.heading_1.heading_1, rich_text: [text(' ')] },
    }
    expect(headingsOf([empty])).toEqual([])
    expect(await drawn(samples, [empty])).not.toContain('<h2')
  })
})

describe('tables', () => {
  const samples = new SampleBlocks()

  it('has headers where Notion has them, but no empty header', async () => {
    const html = await drawn(samples, [
      samples.table(true, true, [samples.row('', 'High'), samples.row('Monday', '04:12')]),
    ])
    expect(html).toMatch(/<thead><tr><td[^>]*><\/td><th scope="col"[^>]*>High/)
    expect(html).toMatch(/<tbody><tr><th scope="row"[^>]*>Monday<\/th><td[^>]*>04:12/)
  })

  it('shows why there are no rows', async () => {
    const table = samples.table(false, false, [samples.row('a')])
    const context = { ...contextOf(samples), loadRows: async () => ({ instead: 'Notion did not answer' }) }
    expect(await htmlOf(<BlockList blocks={[table]} context={context} />)).toContain('Notion did not answer')
  })

  it('is rendered by the page if it loads no rows', async () => {
    const table = samples.table(true, false, [samples.row('a', 'b'), samples.row('c', 'd')])
    const context = { ...contextOf(samples), loadRows: undefined }
    const html = await htmlOf(<BlockList blocks={[table]} context={context} />)
    expect(count(html, /<table/g)).toBe(1)
    expect(count(html, /<tr>/g)).toBe(2)
  })
})

describe('code', () => {
  const samples = new SampleBlocks()

  it('is highlighted, and its text is unchanged', async () => {
    const code = 'export const tide = "high" // now\n\n  return 1 < 2 && 3'
    const html = await drawn(samples, [samples.code('typescript', code)])
    expect(html).toContain('<span class="notion-code-keyword">export const </span>')
    const inner = /<code>(.*)<\/code>/s.exec(html)?.[1] ?? ''
    const read = inner
      .replace(/<[^>]*>/g, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
    expect(read).toBe(code)
  })

  it.each(['plain text', 'ebnf', 'a language of tomorrow', 'constructor'])(
    'in “%s” is plain',
    async (language) => {
      const html = await drawn(samples, [samples.code(language as 'ebnf', 'let x = 1')])
      expect(html).toContain('<code>let x = 1</code>')
    },
  )

  it('beyond 20 kB is plain and complete', async () => {
    const code = `let x = 1 // ${'x'.repeat(30_000)}`
    const html = await drawn(samples, [samples.code('typescript', code)])
    expect(html).toContain(`<code>${code}</code>`)
  })
})

describe('formulas', () => {
  const samples = new SampleBlocks()
  const { equation } = samples.all(PICTURE)
  const formula = (expression: string) => drawn(samples, [{ ...equation, equation: { expression } }])

  it('are rendered as MathML', async () => {
    expect(await formula('\\frac{1}{2}')).toMatch(/<math [^>]*display="block".*<mfrac>/)
  })

  it.each(['\\frac{1', '{'.repeat(3_000), `x${'+x'.repeat(50_000)}`, '\\def\\a{\\a\\a}\\a'])(
    'that can’t be rendered are shown as source text',
    async (expression) => {
      const html = await formula(expression)
      expect(html).not.toContain('<math')
      expect(html).toContain(expression)
    },
  )

  it('have no links, load nothing and have a bounded size', async () => {
    const html = await formula(
      '\\href{https://evil.example}{x} \\url{https://evil.example} \\includegraphics{https://evil.example/a.png} \\htmlStyle{position:fixed}{x} \\rule{9000em}{9000em}',
    )
    expect(html).not.toMatch(/<(a|img|mglyph)\b/)
    expect(html).not.toMatch(/(href|src|style)="[^"]*(evil|fixed)/)
    expect(html).not.toContain('9000em" ')
  })
})

describe('media from other sites', () => {
  const samples = new SampleBlocks()
  const all = samples.all(PICTURE)

  it('is not loaded before the person asks for it', async () => {
    const video: Block = {
      ...all.video,
      video: { type: 'external', external: { url: 'https://www.youtube.com/watch?v=abc' }, caption: [] },
    }
    const html = await drawn(samples, [all.embed, all.bookmark, all.link_preview, all.pdf, video])
    expect(html).not.toMatch(/<(iframe|img|video|audio|object|embed|link)\b/)
    expect(html).toContain('Load from example.com')
    expect(html).toContain('Play from youtube-nocookie.com')
  })

  it('a file that Notion hosts is loaded from our own URL', async () => {
    const html = await drawn(samples, [all.video, all.file])
    expect(html).toContain(
      `src="/api/files/00000000-0000-4000-8000-000000000001/blocks/${all.video.id}/content" controls="" preload="none"`,
    )
    expect(html).toContain(
      `href="/api/files/00000000-0000-4000-8000-000000000001/blocks/${all.file.id}/content"`,
    )
    expect(html).not.toContain('files.example')
  })
})
