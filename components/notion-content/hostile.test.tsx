import { describe, expect, it } from 'vitest'
import type { Block, RichText } from '@/lib/notion'
import { SampleBlocks } from '../../test-support/fixtures/blocks'
import { mentionSamples, richTextSamples, text } from '../../test-support/fixtures/rich-text'
import { addressesIn, CONNECTION, drawn, htmlOf } from '../../test-support/render-content'
import { ExternalMediaView } from './external-media'
import { NotionIcon } from './icon'
import { RichTextView } from './rich-text'

const MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
const ADDRESSES = [
  'javascript:alert(1)',
  ' \u0001JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://example.com/x',
  'file:///etc/passwd',
  '//evil.example/',
  '/api/auth/signout',
  'https://example.com/"onmouseover="alert(1)',
]
const ALLOWED = /^(https?:\/\/|mailto:|tel:|\/workspaces\/|\/api\/files\/|#)/

/** Keys whose values Notion itself writes. */
const KINDS = new Set(['type', 'object', 'id', 'color', 'language', 'list_format', 'status'])

/** Replaces every text and URL that a person could have written with a hostile one. */
function poisoned<Value>(value: Value, address: string, key = ''): Value {
  if (typeof value === 'string') {
    if (KINDS.has(key)) return value
    return (/^[a-z]+:\/\//.test(value) ? address : MARKUP) as Value
  }
  if (Array.isArray(value)) return value.map((one) => poisoned(one, address, key)) as Value
  if (value && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, poisoned(one, address, name)]),
    ) as Value
  return value
}

function expectHarmless(html: string) {
  expect(/<script/i.exec(html)).toBe(null)
  expect(/<img src="?x/i.exec(html)).toBe(null)
  expect(/<[^>"]*(?:"[^"]*"[^>"]*)*\son[a-z]+=/i.exec(html)?.[0]).toBe(undefined)
  expect(addressesIn(html).filter((address) => !ALLOWED.test(address))).toEqual([])
}

describe('hostile content', () => {
  it.each(ADDRESSES)(
    'with %j for every address in every block runs nothing',
    async (address) => {
      const samples = new SampleBlocks()
      const blocks: Block[] = [
        ...Object.values(samples.all('https://pictures.example/one.png')),
        ...Object.values(samples.more('https://pictures.example/one.png')).flat(),
      ]
      expectHarmless(
        await drawn(
          samples,
          blocks.map((block) => poisoned(block, address)),
        ),
      )
    },
    60_000,
  )

  it.each(ADDRESSES)('with %j for every address in every text runs nothing', async (address) => {
    const lines: RichText[] = [
      ...richTextSamples('https://pictures.example/one.png').flat(),
      ...Object.values(mentionSamples('https://pictures.example/one.png')),
      text('a link', {}, 'https://example.com/'),
    ]
    for (const part of lines)
      expectHarmless(
        await htmlOf(<RichTextView text={[poisoned(part, address)]} connectionId={CONNECTION} />),
      )
  })

  it.each(ADDRESSES)('with %j as an icon loads only images', async (address) => {
    expectHarmless(
      await htmlOf(<NotionIcon icon={{ type: 'url', url: address }} connectionId={CONNECTION} kind="page" />),
    )
    expectHarmless(
      await htmlOf(
        <NotionIcon
          icon={{ type: 'named', name: MARKUP, color: MARKUP }}
          connectionId={CONNECTION}
          kind="page"
        />,
      ),
    )
  })

  it('is shown as it was written', async () => {
    const samples = new SampleBlocks()
    const html = await drawn(samples, [samples.paragraph(MARKUP)])
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it('that is a PDF opens in a new tab without access to this one', async () => {
    const samples = new SampleBlocks()
    const { pdf } = samples.all('https://pictures.example/one.png')
    const hosted = {
      ...pdf,
      pdf: { type: 'file', file: { url: 'https://files.example/a.pdf', expiry_time: '' }, caption: [] },
    }
    for (const block of [pdf, hosted as unknown as typeof pdf]) {
      const html = await drawn(samples, [block])
      expect(html).not.toMatch(/<(iframe|object|embed|button)/)
      expect(html).toMatch(/<a [^>]*rel="noreferrer noopener[^"]*"[^>]*target="_blank"/)
    }
  })

  it('from another site is sandboxed and gets no referrer', async () => {
    const html = await htmlOf(<ExternalMediaView kind="frame" src="https://example.com/" title="A map" />)
    expect(html).toContain('sandbox="allow-scripts allow-same-origin allow-popups allow-forms"')
    expect(html).toContain('referrerPolicy="no-referrer"')
  })
})
