import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../errors'
import { parseConfig } from './config'
import { withoutSecrets } from './log'

const random = () => randomBytes(32).toString('base64url')
const KEY = random()
const GOOD = {
  AUTH_SECRET: random(),
  AUTH_URL: 'https://latchkey.example.com',
  NOTION_CLIENT_ID: 'id',
  NOTION_CLIENT_SECRET: 'client-secret-value',
  TOKEN_KEYS: `k1:${KEY}`,
}

function faults(change: Record<string, string | undefined>): string {
  try {
    parseConfig({ ...GOOD, ...change })
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  return ''
}

describe('the configuration', () => {
  it('requires five variables and has defaults for the rest', () => {
    expect(parseConfig(GOOD)).toMatchObject({
      databaseUrl: null,
      dataDir: '.data/app',
      tokenMaxAgeDays: 30,
      demo: false,
      notion: {
        apiUrl: 'https://api.notion.com',
        redirectUri: 'https://latchkey.example.com/api/auth/callback/notion',
      },
    })
  })

  it('takes contacts and the address of the source, each in its one form', () => {
    expect(parseConfig(GOOD)).toMatchObject({ contactEmail: null, securityContact: null, sourceUrl: null })
    const given = {
      CONTACT_EMAIL: 'hello@example.com',
      SECURITY_CONTACT: 'security@example.com',
      SOURCE_URL: 'https://git.example/team/app/',
    }
    expect(parseConfig({ ...GOOD, ...given })).toMatchObject({
      contactEmail: 'hello@example.com',
      securityContact: 'mailto:security@example.com',
      sourceUrl: 'https://git.example/team/app',
    })
    for (const uri of ['https://example.com/report', 'mailto:s@example.com', 'tel:+1-201-555-0123'])
      expect(parseConfig({ ...GOOD, SECURITY_CONTACT: uri }).securityContact).toBe(uri)
  })

  it('lists every fault in one message, each with how to fix it', () => {
    let message = ''
    try {
      parseConfig({})
    } catch (error) {
      message = String(error)
    }
    for (const name of Object.keys(GOOD)) expect(message).toContain(name)
    expect(message).toContain("randomBytes(32).toString('base64url')")
    expect(message).toContain('npm run demo')
  })

  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ['an empty variable counts as missing', { AUTH_SECRET: '' }, /AUTH_SECRET is missing/],
    ['a short secret', { AUTH_SECRET: 'short' }, /AUTH_SECRET is too short/],
    ['plain http', { AUTH_URL: 'http://latchkey.example.com' }, /AUTH_URL must begin with https/],
    ['a path', { AUTH_URL: 'https://latchkey.example.com/app' }, /AUTH_URL must be an origin/],
    ['not a URL', { NOTION_API_URL: 'notion' }, /NOTION_API_URL is not an address/],
    [
      'http to another machine',
      { NOTION_API_URL: 'http://10.0.0.1' },
      /NOTION_API_URL must begin with https/,
    ],
    [
      'another redirect address',
      { NOTION_REDIRECT_URI: 'https://latchkey.example.com/cb' },
      /must be exactly https:\/\/latchkey.example.com\/api\/auth\/callback\/notion/,
    ],
    ['a short key', { TOKEN_KEYS: 'k1:abc' }, /TOKEN_KEYS must be/],
    ['a key id twice', { TOKEN_KEYS: `k1:${KEY},k1:${KEY}` }, /names the key id "k1" twice/],
    ['another database', { DATABASE_URL: 'mysql://host/db' }, /DATABASE_URL is not a PostgreSQL address/],
    ['a direct address alone', { DATABASE_DIRECT_URL: 'postgresql://h/d' }, /DATABASE_DIRECT_URL is set but/],
    ['days that are not a number', { TOKEN_MAX_AGE_DAYS: 'soon' }, /TOKEN_MAX_AGE_DAYS must be/],
    ['the demo with the real Notion', { LATCHKEY_DEMO: '1' }, /LATCHKEY_DEMO is set, but NOTION_API_URL/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
    ['a contact that is not an address', { CONTACT_EMAIL: 'Ada' }, /CONTACT_EMAIL must be an email address/],
    ['a contact by http', { SECURITY_CONTACT: 'http://x.example' }, /SECURITY_CONTACT must be an email/],
    ['a contact of two lines', { SECURITY_CONTACT: 'https://x\nExpires: 1' }, /SECURITY_CONTACT must be/],
    ['a script as the source', { SOURCE_URL: 'javascript:alert(1)' }, /SOURCE_URL must be an https address/],
    [
      'a source with a token',
      { SOURCE_URL: 'https://me:token@git.example/x' },
      /SOURCE_URL must be an https/,
    ],
    ['a port out of range', { PORT: '70000' }, /PORT must be/],
  ])('%s', (_name, change, expected) => {
    expect(faults(change)).toMatch(expected)
  })

  it.each(['http://localhost:4100', 'http://127.0.0.1:4100', 'http://[::1]:4100'])(
    '%s is loopback',
    (url) => {
      expect(parseConfig({ ...GOOD, NOTION_API_URL: url }).notion.apiUrl).toBe(url)
    },
  )

  const bytes = (make: (at: number) => number) =>
    Buffer.from(Array.from({ length: 32 }, (_, at) => make(at) % 256)).toString('base64url')

  it.each<[string, string]>([
    ['zeros', bytes(() => 0)],
    ['one repeated byte', bytes(() => 0xa5)],
    ['a pattern of four bytes', bytes((at) => [0xde, 0xad, 0xbe, 0xef][at % 4] ?? 0)],
    [
      '16 random bytes twice',
      Buffer.from(randomBytes(16).toString('hex').repeat(2), 'hex').toString('base64url'),
    ],
    [
      '16 random bytes and zeros',
      Buffer.from(randomBytes(16).toString('hex') + '00'.repeat(16), 'hex').toString('base64url'),
    ],
    ['bytes that count up', bytes((at) => at)],
    ['bytes that count up by seven', bytes((at) => 7 * at)],
    ['a sentence in base64', Buffer.from('correct horse battery staple, ok').toString('base64url')],
    ['consecutive letters', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopg'],
    ['words', 'thisismyveryownkeythatnobodyshouldeverknowk'],
    ['an example', 'Ch4nGeMe0123PaSsWoRdV8xQz2LkT9wYb3NcRmHs7E4'],
  ])('TOKEN_KEYS without entropy is refused: %s', (_what, key) => {
    expect(key).toHaveLength(43)
    expect(faults({ TOKEN_KEYS: `k1:${KEY},old:${key}` })).toMatch(
      /TOKEN_KEYS has a key that is not random: "old" .*\. Make one with: node -e/,
    )
  })

  it.each<[string, string]>([
    ['a repeated letter', 'a'.repeat(32)],
    ['a repeated letter, long', 'a'.repeat(400)],
    ['a short pattern', 'abc123XYZ'.repeat(8)],
    ['a pattern with another end', `${'deadbeef'.repeat(8)}1`],
    ['the same half twice', `${'k3J9xQ2mW7pL5vZ8'.repeat(2)}`],
    ['the alphabet', 'abcdefghijklmnopqrstuvwxyz0123456789'],
    ['consecutive digits', '0123456789012345678901234567890123456789'],
    ['a sentence', 'a phrase of more than thirty-two characters'],
    ['an example', 'your-super-secret-key-change-me-in-production-1'],
    ['another example', 'ReplaceMe_With_32_Characters_Or_More_2024'],
    ['spaces', ' '.repeat(40)],
  ])('AUTH_SECRET without entropy is refused: %s', (_what, secret) => {
    const message = faults({ AUTH_SECRET: secret })
    expect(message).toMatch(/AUTH_SECRET is not random: it .*\. Make one with: node -e/)
    if (secret.trim()) expect(message).not.toContain(secret)
  })

  it('accepts generated values in every common format', () => {
    for (let round = 0; round < 5_000; round += 1) {
      // Pseudorandom, so that every run uses the same values.
      const digest = (of: string) => createHash('sha256').update(`${of} ${round}`).digest()
      const [secret, key] = [digest('one'), digest('other')]
      for (const form of [secret.toString('base64url'), secret.toString('base64'), secret.toString('hex')])
        expect(faults({ AUTH_SECRET: form, TOKEN_KEYS: `k1:${key.toString('base64url')}` }), form).toBe('')
      expect(faults({ AUTH_SECRET: secret.subarray(16).toString('hex') })).toBe('')
    }
  }, 60_000)

  it('rejects one value for two purposes', () => {
    expect(faults({ AUTH_SECRET: KEY })).toMatch(/AUTH_SECRET is one of TOKEN_KEYS/)
    expect(faults({ TOKEN_KEYS: `k1:${KEY},k2:${KEY}` })).toMatch(
      /TOKEN_KEYS gives "k1" and "k2" the same key/,
    )
  })

  it.each([
    ['localhost:4640', 'http://localhost:4640'],
    ['localhost', 'http://localhost'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['[::1]:3000', 'http://[::1]:3000'],
    ['latchkey.example.com', 'https://latchkey.example.com'],
    ['latchkey.example.com:8443', 'https://latchkey.example.com:8443'],
    ['Latchkey.Example.com/', 'https://latchkey.example.com'],
    ['//latchkey.example.com', 'https://latchkey.example.com'],
    ['ws://latchkey.example.com', 'https://latchkey.example.com'],
    ['https//latchkey.example.com', 'https://latchkey.example.com'],
    ['"https://latchkey.example.com"', 'https://latchkey.example.com'],
    ["'localhost:3000'", 'http://localhost:3000'],
    ['http://latchkey.example.com', 'https://latchkey.example.com'],
    ['http://0.0.0.0:3000', 'http://localhost:3000'],
    ['https://latchkey.example.com/api/auth/callback/notion', 'https://latchkey.example.com'],
    ['https://latchkey.example.com?x=1#y', 'https://latchkey.example.com'],
    ['https://someone:sesame@latchkey.example.com', 'https://latchkey.example.com'],
    ['someone:sesame@latchkey.example.com', 'https://latchkey.example.com'],
    ['http://localhost:3000/workspaces', 'http://localhost:3000'],
  ])('AUTH_URL=%s is refused with the advice %s', (text, advice) => {
    const message = faults({ AUTH_URL: text })
    expect(message).toMatch(new RegExp(`Write AUTH_URL=${advice.replace(/[[\]]/g, '\\$&')}$`, 'm'))
    expect(message).not.toContain('sesame')
  })

  it.each(['https://*.example.com', 'https://a.example, https://b.example', 'nonsense', 'https://', '{}'])(
    'AUTH_URL=%s is rejected with an example, because it is unclear what was meant',
    (text) => {
      expect(faults({ AUTH_URL: text })).toMatch(/Set AUTH_URL to something like https:/)
    },
  )

  it.each([
    ['https://latchkey.example.com/', 'https://latchkey.example.com'],
    ['HTTPS://Latchkey.Example.COM:443', 'https://latchkey.example.com'],
    [' http://localhost:3000 ', 'http://localhost:3000'],
    ['http://[::1]:3000/', 'http://[::1]:3000'],
  ])('AUTH_URL=%s is %s', (text, authUrl) => {
    expect(parseConfig({ ...GOOD, AUTH_URL: text }).authUrl).toBe(authUrl)
  })

  it('never prints a secret', () => {
    const message = faults({
      AUTH_SECRET: 'sesame-in-short',
      TOKEN_KEYS: 'k1:sesame-key',
      NOTION_CLIENT_SECRET: 'sesame',
      PORT: 'x',
    })
    expect(message).not.toContain('sesame')
  })

  it('accepts several keys, of which the first one seals', () => {
    const other = random()
    const { tokenKeys } = parseConfig({ ...GOOD, TOKEN_KEYS: `k2:${other}, k1:${KEY}` })
    expect(tokenKeys.map((entry) => entry.id)).toEqual(['k2', 'k1'])
    expect(tokenKeys[0].key).toHaveLength(32)
  })
})

describe('what is logged', () => {
  it.each([
    ['token ntn_12345678901abcDEF gone', 'token [removed] gone'],
    ['nrt_123 and secret_abc', '[removed] and [removed]'],
    [
      '/api/auth/callback/notion?code=abc&state=def',
      '/api/auth/callback/notion?code=[removed]&state=[removed]',
    ],
    ['nothing to hide', 'nothing to hide'],
  ])('%s', (text, expected) => {
    expect(withoutSecrets(text)).toBe(expected)
  })
})
