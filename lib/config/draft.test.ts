import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { DraftCookie } from './draft'
import { draftCookies, expiredDraftCookies, parseDraft, readDraft } from './draft'

const PATH = '/workspaces/1/pages/2'
const read = (cookies: readonly DraftCookie[]) =>
  readDraft((name) => cookies.find((one) => one.name === name)?.value)

beforeAll(() => {
  vi.stubEnv('AUTH_URL', 'https://latchkey.example.com')
})

describe('a draft in cookies', () => {
  it.each<[string, string]>([
    ['words', 'Bring the lamp back\nand the ladder; "quoted" = a=b'],
    [
      '2,000 different letters of a non-Latin script',
      [...randomBytes(4_000).toString('hex')]
        .map((_, index) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)))
        .slice(0, 2_000)
        .join(''),
    ],
    ['2,000 units of emoji', '🔑🗝️🚪'.repeat(400).slice(0, 2_000)],
  ])('%s come back, in two cookies of at most 3,000 bytes', async (_name, text) => {
    const cookies = await draftCookies({ text, kind: 'to_do' }, PATH)
    expect(cookies).toHaveLength(2)
    for (const { name, value, path, secure, httpOnly } of cookies) {
      expect(value.length).toBeLessThanOrEqual(3_000)
      expect({ path, secure, httpOnly }).toEqual({ path: PATH, secure: true, httpOnly: true })
      expect(name).toMatch(/^__Secure-latchkey-draft-/)
      expect(value).not.toContain(text.slice(0, 8))
    }
    expect(await read(cookies)).toEqual({ text, kind: 'to_do' })
  })

  it('is null if it was changed, truncated, forged, deleted or never set', async () => {
    const [first, second] = await draftCookies({ text: 'x'.repeat(500), kind: 'paragraph' }, PATH)
    if (!first || !second) throw new Error('no cookies')
    for (const cookies of [
      [{ ...first, value: `${first.value.slice(0, -3)}AAA` }, second],
      [{ ...first, value: first.value.slice(0, 40) }],
      [{ ...first, value: 'authjs' }],
      expiredDraftCookies(PATH),
      [],
    ])
      expect(await read(cookies)).toBeNull()
  })

  it('is not saved if it is too long', async () => {
    const text = Array.from({ length: 4_000 }, (_, index) =>
      String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)),
    ).join('')
    expect(await draftCookies({ text, kind: 'paragraph' }, PATH)).toEqual([])
  })
})

describe('a draft from a form', () => {
  it.each<[Record<string, string>, unknown]>([
    [
      { text: 'a\r\nb', kind: 'to_do' },
      { text: 'a\nb', kind: 'to_do' },
    ],
    [{ text: 'a' }, { text: 'a', kind: 'paragraph' }],
    [{ text: ' \r\n' }, null],
    [{}, null],
  ])('%j is %j', (fields, draft) => {
    expect(parseDraft(new Map(Object.entries(fields)))).toEqual(draft)
  })
})
