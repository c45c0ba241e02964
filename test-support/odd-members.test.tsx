import { describe, expect, it } from 'vitest'
import { RowCells } from '@/components/data-table/row-cells'
import { PropertyList } from '@/components/notion-content/properties'
import { RichTextView } from '@/components/notion-content/rich-text'
import type { Block, NamedProperty, PropertyValue, RichText, Row } from '@/lib/notion'
import { SampleBlocks } from '@/test-support/fixtures/blocks'
import { PROPERTY_VALUES } from '@/test-support/fixtures/property-values'
import { mentionSamples, text } from '@/test-support/fixtures/rich-text'
import { CONNECTION, drawn, htmlOf } from '@/test-support/render-content'
import { nameOf, oddMembersOf, withOddMember } from './odd-members'

const PICTURE = 'https://pictures.example/one.png'
const PAGE = '5c0f6c1e-7f0a-4f2b-9a53-0d8b7c1e2f34'
const SAID = 'Can’t be shown here.'

/** The core keeps what has no id or no type from being drawn as a block. */
const READ_BY_THE_CORE = new Set(['id', 'type', 'object'])

describe('one odd member of a block', () => {
  const samples = new SampleBlocks()
  const before = samples.paragraph('What is before it.')
  const after = samples.paragraph('What is after it.')

  it.each(Object.values(samples.all(PICTURE)).map((block) => [block.type, block] as const))(
    'of type %s spoils no other',
    async (_, block) => {
      const odd = oddMembersOf(block).filter(
        ({ path }) => path.length > 1 || !READ_BY_THE_CORE.has(String(path[0])),
      )
      expect(odd.length).toBeGreaterThan(10)
      const failed: string[] = []
      for (const one of odd) {
        const html = await drawn(samples, [before, withOddMember(block, one), after]).catch(String)
        if (!/before it\..*after it\./s.test(html) || html.includes('[object'))
          failed.push(`${nameOf(one)} → ${html.slice(0, 200)}`)
      }
      expect(failed).toEqual([])
    },
    60_000,
  )

  it('is said in its place, with the way to Notion', async () => {
    const bare = { ...samples.all(PICTURE).image, image: { type: 'external', external: { url: PICTURE } } }
    const html = await drawn(samples, [before, bare as unknown as Block, after])
    // The picture is drawn; whether it has a caption is what can't be told.
    expect(html).toContain(`src="${PICTURE}"`)
    expect(html).toContain(SAID)
    expect(html).toContain('href="https://www.notion.so/page"')
    const callout = { ...samples.all(PICTURE).callout, callout: null } as unknown as Block
    const place = `https://www.notion.so/page#${callout.id.replaceAll('-', '')}`
    expect(await drawn(samples, [before, callout])).toMatch(
      new RegExp(`${SAID} ?<a href="${place.replaceAll('.', '\\.')}"`),
    )
    const todo = { ...samples.todo('x', true), to_do: { rich_text: [{ type: 'text', text: null }] } }
    expect(await drawn(samples, [todo as unknown as Block])).toMatch(/<ul[^>]*><li>.*Can’t be shown here/)
  })
})

describe('one odd member of a text', () => {
  const parts: readonly RichText[] = [
    text('A link', { bold: true, color: 'red' }, 'https://example.com/'),
    ...Object.values(mentionSamples(PICTURE)),
    { ...text('x'), type: 'equation', equation: { expression: 'x^2' } } as RichText,
  ]

  it.each(parts.map((part) => [part.type === 'mention' ? part.mention.type : part.type, part] as const))(
    'of kind %s spoils no other part of it',
    async (_, part) => {
      const failed: string[] = []
      for (const one of oddMembersOf(part)) {
        const line = [text('Before, '), withOddMember(part, one), text(' after.')]
        const html = await htmlOf(<RichTextView text={line} connectionId={CONNECTION} />).catch(String)
        if (!/^Before, .* after\.$/s.test(html) || html.includes('[object'))
          failed.push(`${nameOf(one)} → ${html.slice(0, 200)}`)
      }
      expect(failed).toEqual([])
    },
    60_000,
  )

  it('is said in its place', async () => {
    const nobody = { ...text(''), type: 'mention', mention: { type: 'user', user: null } } as unknown
    const line = [text('By '), nobody as RichText, text(', today')]
    expect(await htmlOf(<RichTextView text={line} connectionId={CONNECTION} />)).toBe(
      `By <span class="text-dim">${SAID}</span>, today`,
    )
  })
})

describe('one odd member of a property', () => {
  const neighbour: NamedProperty = {
    name: 'Neighbour',
    value: { id: 'n', type: 'rich_text', rich_text: [text('What is beside it.')] },
  }
  const drawnBoth = async (value: PropertyValue) => {
    const row: Row = {
      id: PAGE,
      title: [text('The row')],
      icon: null,
      values: {
        t: { id: 't', type: 'title', title: [text('The row')] },
        [value?.id]: value,
        n: neighbour.value,
      },
      url: null,
    }
    const columns = ['t', value?.id ?? 'p', 'n'].map((id) => ({ id, format: null }))
    return [
      await htmlOf(
        <PropertyList
          properties={[{ name: 'Odd', value }, neighbour]}
          context={{ connectionId: CONNECTION, pageId: PAGE }}
        />,
      ),
      await htmlOf(
        <table>
          <tbody>
            <tr>
              <RowCells row={row} columns={columns} connectionId={CONNECTION} titleOf={() => null} />
            </tr>
          </tbody>
        </table>,
      ),
    ] as const
  }

  it.each(Object.entries(PROPERTY_VALUES))(
    'of type %s spoils no other, on its page and in its row',
    async (_, values) => {
      const failed: string[] = []
      for (const value of values)
        for (const one of oddMembersOf(value)) {
          // A row's values are known by their ids: the core sees to those.
          if (one.path.length === 1 && one.path[0] === 'id') continue
          try {
            for (const html of await drawnBoth(withOddMember(value as PropertyValue, one)))
              if (!html.includes('What is beside it.') || html.includes('[object')) failed.push(nameOf(one))
          } catch (error) {
            failed.push(`${nameOf(one)} → ${error}`)
          }
        }
      expect(failed).toEqual([])
    },
    60_000,
  )

  it('is said in its place, with the way to its page in Notion', async () => {
    const formula = { id: 'f', type: 'formula', formula: null } as unknown as PropertyValue
    for (const html of await drawnBoth(formula)) {
      expect(html).toContain(SAID)
      expect(html).toContain(`href="https://www.notion.so/${PAGE.replaceAll('-', '')}"`)
    }
  })
})
