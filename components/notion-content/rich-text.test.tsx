import { describe, expect, it } from 'vitest'
import type { RichText } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { formula, mention, mentionSamples, text } from '../../test-support/fixtures/rich-text'
import { CONNECTION, htmlOf } from '../../test-support/render-content'
import { contentHref } from './content-href'
import { MENTIONS } from './mention'
import { PARTS, RichTextView } from './rich-text'

const PAGE = '5c0f6c1e-7f0a-4f2b-9a53-0d8b7c1e2f34'
const OTHER = '0d8b7c1e-2f34-4f2b-9a53-5c0f6c1e7f0a'
const BARE = PAGE.replaceAll('-', '')
const html = (part: RichText, titleOf?: (id: string) => string | null) =>
  htmlOf(<RichTextView text={[part]} connectionId={CONNECTION} titleOf={titleOf} />)

describe('rich text', () => {
  it('has a component for every kind of text and of mention', () => {
    expect(Object.keys(PARTS).sort()).toEqual(['equation', 'mention', 'text'])
    expect(Object.keys(MENTIONS).sort()).toEqual(Object.keys(mentionSamples('https://p.example')).sort())
  })

  it('combines all annotations', async () => {
    const all = { bold: true, italic: true, underline: true, strikethrough: true, code: true }
    expect(await html(text('x', { ...all, color: 'red' }))).toBe(
      '<span class="notion-tint-red"><s><u><em><strong><code class="notion-inline-code">x</code></strong></em></u></s></span>',
    )
    expect(await html(text('x', { color: 'blue_background' }))).toBe(
      '<span class="notion-ground-blue">x</span>',
    )
    expect(await html(text('x', { color: 'default_background' }))).toBe('x')
  })

  it('links within the workspace to our own pages', async () => {
    expect(contentHref(`/${BARE}`, CONNECTION)).toBe(`/workspaces/${CONNECTION}/pages/${PAGE}`)
    expect(contentHref(`/${BARE}?pvs=25#${BARE}`, CONNECTION)).toBe(
      `/workspaces/${CONNECTION}/pages/${PAGE}#${BARE}`,
    )
    for (const address of [
      `https://www.notion.so/acme/Plan-${BARE}?pvs=4`,
      `https://notion.so/${PAGE}`,
      `https://app.notion.com/p/Plan-${BARE}`,
      `https://acme.notion.site/Plan-${BARE}`,
      `https://www.notion.so/acme/${OTHER.replaceAll('-', '')}?v=${BARE}&p=${BARE}&pm=s`,
    ])
      expect(contentHref(address, CONNECTION)).toBe(`/workspaces/${CONNECTION}/pages/${PAGE}`)
    for (const address of [`/${BARE}?v=${BARE}`, `https://www.notion.so/acme/${BARE}?v=${BARE}&pvs=4`])
      expect(contentHref(address, CONNECTION)).toBe(`/workspaces/${CONNECTION}/databases/${PAGE}`)
    for (const address of [
      'https://www.notion.so/product',
      `https://example.com/Plan-${BARE}`,
      `https://notion.so.example.com/${BARE}`,
      `https://evil.example/www.notion.so/${BARE}`,
    ])
      expect(contentHref(address, CONNECTION)).toBe(address)
    for (const address of ['/settings', `/${BARE}/../settings`, `//${BARE}`, 'roadmap'])
      expect(contentHref(address, CONNECTION)).toBe(null)
    expect(await html(text('there', {}, `/${BARE}`))).toContain(
      `href="/workspaces/${CONNECTION}/pages/${PAGE}"`,
    )
  })

  it('shows the cached title of a mentioned page, else Notion’s own text', async () => {
    const page = mention({ type: 'page', page: { id: PAGE } }, 'As Notion says')
    expect(await html(page)).toContain('<bdi>As Notion says</bdi>')
    expect(await html(page, () => 'As we know')).toContain('<bdi>As we know</bdi>')
    expect(await html(mention({ type: 'page', page: { id: PAGE } }, ''))).toContain('<bdi>Untitled</bdi>')
  })

  it('shows the plain text of an unknown type', async () => {
    const later = { ...text('later'), type: 'hologram' } as unknown as RichText
    expect(await html(later)).toBe('later')
    const strange = mention({ type: 'hologram' } as never, 'a later mention')
    expect(await html(strange)).toContain('a later mention')
  })

  it('renders a formula inline', async () => {
    expect(await html(formula('x^2'))).toMatch(/<span class="notion-formula"><span class="katex"><math/)
    expect(await html(formula('\\frac{1'))).toContain('\\frac{1</code>')
  })

  it('has a plain text', () => {
    expect(plainText([text('a', { bold: true }), formula('b')])).toBe('ab')
    expect(plainText(undefined)).toBe('')
  })
})
