import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const TOKEN = 'A'.repeat(42)
const tokens = (letters: string) => [...letters].map((letter) => TOKEN + letter)

async function cookiesAt(authUrl: string) {
  vi.resetModules()
  vi.stubEnv('AUTH_URL', authUrl)
  return import('./index')
}

describe('the cookies', () => {
  afterEach(() => vi.unstubAllEnvs())

  it.each([
    ['https://latchkey.example.com', '__Host-latchkey-session'],
    ['https://latchkey.example.com:8443', '__Host-latchkey-8443-session'],
    ['http://localhost', 'latchkey-session'],
    ['http://localhost:3000', 'latchkey-3000-session'],
    ['http://localhost:3001', 'latchkey-3001-session'],
  ])('of %s: %s', async (authUrl, name) => {
    const { cookieName, cookieAttributes } = await cookiesAt(authUrl)
    expect(cookieName('session')).toBe(name)
    expect(cookieAttributes()).toMatchObject({ path: '/', httpOnly: true, secure: /^https/.test(authUrl) })
  })

  it('a deletion has the attributes that browsers require for a __Host- cookie', async () => {
    const { deletedCookie } = await cookiesAt('https://latchkey.example.com')
    expect(deletedCookie('session')).toMatch(/^__Host-latchkey-session=; Path=\/; Max-Age=0;.*; Secure$/)
    expect(deletedCookie('session')).not.toMatch(/domain/i)
  })

  describe('read from a header', () => {
    let read: (header: string | null) => string[]
    const [a = '', b = '', c = '', d = '', e = ''] = tokens('abcde')
    beforeEach(async () => {
      read = (await cookiesAt('https://latchkey.example.com')).sessionTokens
    })

    it.each<[string, string | null, string[]]>([
      ['none', null, []],
      ['ours', `__Host-latchkey-session=${a}`, [a]],
      ['ours among others', `x=1; __Host-latchkey-session=${a};y=2`, [a]],
      [
        'chunks of ours',
        `__Host-latchkey-session.0=${b}; __Host-latchkey-session=${a}; __Host-latchkey-session.1=${c}`,
        [a],
      ],
      ['chunks alone', `__Host-latchkey-session.0=${b}`, []],
      ['other apps of auth.js', `authjs.session-token=${b}; __Secure-authjs.session-token.0=${c}`, []],
      ['names that contain ours', `x__Host-latchkey-session=${b}; latchkey-session=${c}`, []],
      ['a name in another case', `__host-latchkey-session=${b}`, []],
      [
        'a name after an unusual space',
        `\u00a0__Host-latchkey-session=${b}; \u2003__Host-latchkey-session=${c}`,
        [],
      ],
      ['a cookie without a name', `=__Host-latchkey-session=${b}`, []],
      ['a name as a value', `x=__Host-latchkey-session=${b}`, []],
      ['an empty value', '__Host-latchkey-session=', []],
      [
        'an oversized value',
        `__Host-latchkey-session=${'x'.repeat(4_000)}; __Host-latchkey-session=${a}`,
        [a],
      ],
      ['a value with invalid characters', `__Host-latchkey-session=${TOKEN}%`, []],
      [
        'duplicates: the last is the most likely',
        `__Host-latchkey-session=${a}; __Host-latchkey-session=${b}`,
        [b, a],
      ],
      ['the same twice', `__Host-latchkey-session=${a}; __Host-latchkey-session=${a}`, [a]],
      [
        'more than a browser sends',
        [e, d, c, b, a].map((one) => `__Host-latchkey-session=${one}`).join(';'),
        [a, b, c, d],
      ],
    ])('%s', (_what, header, expected) => {
      expect(read(header)).toEqual(expected)
    })
  })
})
