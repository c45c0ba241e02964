import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { Block, PropertyValue } from '@/lib/notion'
import { SampleBlocks } from '../../test-support/fixtures/blocks'
import { text } from '../../test-support/fixtures/rich-text'
import { drawn } from '../../test-support/render-content'
import { PropertyView } from './properties'

const LATER = { type: 'vault', vault: { key: 'k' } }

describe('a file of an unknown type', () => {
  const samples = new SampleBlocks()
  const media = Object.values(samples.all('https://pictures.example/one.png')).filter(({ type }) =>
    ['image', 'video', 'audio', 'file', 'pdf'].includes(type),
  )

  test.each(media.map((block) => [block.type, block] as const))(
    'in a block of type %s does not break the page',
    async (type, block) => {
      const later = { ...block, [type]: { caption: [text('What it is')], name: 'Tides', ...LATER } }
      const html = await drawn(samples, [later as unknown as Block, samples.paragraph('What follows.')])
      expect(html).toContain('What follows.')
      expect(html).not.toContain('undefined')
    },
  )

  test('in a property keeps its name, without a link', () => {
    const value = { id: 'p', type: 'files', files: [{ name: 'Tides', ...LATER }] } as unknown
    const html = renderToStaticMarkup(
      <PropertyView value={value as PropertyValue} context={{ connectionId: 'c', pageId: 'p' }} />,
    )
    expect(html).toContain('Tides')
    expect(html).not.toContain('href')
  })
})

const html = (value: unknown, compact: boolean) =>
  renderToStaticMarkup(
    <PropertyView
      value={{ id: 'p', ...(value as object) } as PropertyValue}
      context={{ connectionId: 'c', pageId: 'p' }}
      compact={compact}
    />,
  )

test.each([[null], [{}], [{ number: null, prefix: 'T' }]])('a unique ID of %j is empty', (id) => {
  expect(html({ type: 'unique_id', unique_id: id }, false)).toContain('empty')
})

test('text without annotations is shown as it is', () => {
  const text = [{ type: 'text', plain_text: 'Tides', href: null }]
  expect(html({ type: 'rich_text', rich_text: text }, true)).toContain('Tides')
})
