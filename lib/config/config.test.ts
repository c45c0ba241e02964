import { describe, expect, it } from 'vitest'
import { parseConfig } from './config'
import { ConfigurationError } from './fault'
import { withoutSecrets } from './log'

const KEY = 'A'.repeat(43)
const GOOD = {
  AUTH_SECRET: 'a secret of more than thirty-two characters',
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
  it('needs five variables; the rest has defaults', () => {
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

  it('tells every fault in one message, each with the way to mend it', () => {
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
    ['no address', { NOTION_API_URL: 'notion' }, /NOTION_API_URL is not an address/],
    ['http to a stranger', { NOTION_API_URL: 'http://10.0.0.1' }, /NOTION_API_URL must begin with https/],
    [
      'another redirect address',
      { NOTION_REDIRECT_URI: 'https://latchkey.example.com/cb' },
      /must be exactly https:\/\/latchkey.example.com\/api\/auth\/callback\/notion/,
    ],
    ['a short key', { TOKEN_KEYS: 'k1:abc' }, /TOKEN_KEYS must be/],
    ['a key id twice', { TOKEN_KEYS: `k1:${KEY},k1:${KEY}` }, /names the key id "k1" twice/],
    ['another database', { DATABASE_URL: 'mysql://host/db' }, /DATABASE_URL is not a PostgreSQL address/],
    ['a direct address alone', { DATABASE_DIRECT_URL: 'postgresql://h/d' }, /DATABASE_DIRECT_URL is set but/],
    ['days that are no number', { TOKEN_MAX_AGE_DAYS: 'soon' }, /TOKEN_MAX_AGE_DAYS must be/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
    ['a port beyond', { PORT: '70000' }, /PORT must be/],
  ])('%s', (_name, change, expected) => {
    expect(faults(change)).toMatch(expected)
  })

  it.each(['http://localhost:4100', 'http://127.0.0.1:4100', 'http://[::1]:4100'])(
    '%s is loopback',
    (url) => {
      expect(parseConfig({ ...GOOD, NOTION_API_URL: url }).notion.apiUrl).toBe(url)
    },
  )

  it('never prints a secret', () => {
    const message = faults({
      AUTH_SECRET: 'sesame-in-short',
      TOKEN_KEYS: 'k1:sesame-key',
      NOTION_CLIENT_SECRET: 'sesame',
      PORT: 'x',
    })
    expect(message).not.toContain('sesame')
  })

  it('opens a ring of several keys; the first one seals', () => {
    const other = `${'B'.repeat(42)}A`
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
