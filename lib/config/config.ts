import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { ConfigurationError } from '../errors'
import { type PersonCaps, parsePersonCaps, parseRateLimits, type RateLimits } from './limits'
import { LOOPBACK_HOSTS, originSchema } from './origin'
import { whyBytesAreNotRandom, whyTextIsNotRandom } from './randomness'

export interface KeyRingEntry {
  readonly id: string
  /** 32 bytes. */
  readonly key: Uint8Array
}

/** The validated environment. */
export interface Config {
  /** Null: PGlite in `dataDir`. */
  readonly databaseUrl: string | null
  /** A connection that bypasses a pooler, for migrations; defaults to `databaseUrl`. */
  readonly databaseDirectUrl: string | null
  /** The folder of PGlite. */
  readonly dataDir: string
  readonly authSecret: string
  /** The origin of this app, without a trailing slash. */
  readonly authUrl: string
  readonly notion: {
    readonly clientId: string
    readonly clientSecret: string
    readonly redirectUri: string
    /** The origin of Notion's API and OAuth endpoints. */
    readonly apiUrl: string
  }
  /** The first key seals; any of them opens. */
  readonly tokenKeys: readonly [KeyRingEntry, ...KeyRingEntry[]]
  /** 0: refresh only after a 401. */
  readonly tokenMaxAgeDays: number
  /** How long a stopping process still accepts requests, so that its load balancer notices. */
  readonly stopGraceSeconds: number
  /** Null: the app limits no requests. */
  readonly rateLimits: RateLimits | null
  readonly personCaps: PersonCaps
  /** How many of our own proxies a request passes, which decides the trusted entry of `X-Forwarded-For`. */
  readonly trustedProxies: number
  /** How long activity entries are kept. */
  readonly activityDays: number
  /** Where people ask about their data and this installation; null: the pages name nobody. */
  readonly contactEmail: string | null
  /** Where security problems are reported, as a URI; null: there is no security.txt. */
  readonly securityContact: string | null
  /** The page of the source repository, without a trailing slash; null: pages name files and commands instead. */
  readonly sourceUrl: string | null
  readonly logLevel: string
  /** True only under `npm run demo`, which shows example pages. */
  readonly demo: boolean
  /** Under `next dev`. */
  readonly development: boolean
}

const CALLBACKS = '/api/auth/callback/'

/** The path that an identity provider redirects back to. */
export const callbackPath = (provider: string): string => `${CALLBACKS}${provider}`
/** Whether a path is the callback of an identity provider. */
export const isCallbackPath = (path: string): boolean => path.startsWith(CALLBACKS)
/** Notion's callback, also used when a person connects a workspace. */
export const CALLBACK_PATH = callbackPath('notion')
const NOTION = 'https://api.notion.com'
const NEW_SECRET = `node -e "console.log(require('crypto').randomBytes(32).toString('base64url'))"`
const NEW_KEY = `node -e "console.log('k1:'+require('crypto').randomBytes(32).toString('base64url'))"`

const tokenKeys = z.string(`is missing. Make one with: ${NEW_KEY}`).transform((text, context) => {
  const ring: KeyRingEntry[] = []
  const say = (message: string) => {
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  for (const part of text.split(',')) {
    const match = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9_-]{43})=?\s*$/.exec(part)
    const [, id, encoded] = match ?? []
    if (!id || !encoded)
      return say(
        `must be comma-separated id:key pairs, each key 32 bytes in base64url; entry ${ring.length + 1} is not. Make one with: ${NEW_KEY}`,
      )
    if (ring.some((entry) => entry.id === id))
      return say(`names the key id "${id}" twice; every key needs its own id`)
    const key = new Uint8Array(Buffer.from(encoded, 'base64url'))
    const why = whyBytesAreNotRandom(key) ?? whyTextIsNotRandom(encoded)
    if (why) return say(`has a key that is not random: "${id}" ${why}. Make one with: ${NEW_KEY}`)
    const twin = ring.find((entry) => Buffer.compare(entry.key, key) === 0)
    if (twin)
      return say(
        `gives "${twin.id}" and "${id}" the same key; every id needs its own. Make one with: ${NEW_KEY}`,
      )
    ring.push({ id, key })
  }
  const [first, ...rest] = ring
  return first ? ([first, ...rest] as const) : say(`is empty. Make one with: ${NEW_KEY}`)
})

const postgresUrl = (name: string) =>
  z.string().refine((text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol), {
    message: `is not a PostgreSQL address. Set ${name} to postgresql://user:password@host:5432/database, or leave it out for the embedded database`,
  })

/** The address of a web page, without a trailing slash. */
const webPage = (name: string, example: string) =>
  z.string().transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null
    if (url?.protocol === 'https:' && !url.username && !url.password && !url.search && !url.hash)
      return url.href.replace(/\/+$/, '')
    context.addIssue({
      code: 'custom',
      message: `must be an https address without user, query or fragment. Set ${name} to something like ${example}`,
    })
    return z.NEVER
  })

const emailAddress = z.email('must be an email address, such as hello@example.com')

/** An email address, or what RFC 9116 takes as a contact. @see https://www.rfc-editor.org/rfc/rfc9116#section-2.5.3 */
const contactUri = z.string().transform((text, context) => {
  if (emailAddress.safeParse(text).success) return `mailto:${text}`
  if (/^(https:\/\/|mailto:|tel:)[^\s]+$/.test(text) && URL.canParse(text)) return text
  context.addIssue({
    code: 'custom',
    message: 'must be an email address, or an address that begins with https:, mailto: or tel:',
  })
  return z.NEVER
})

/** A variable for `parse`, which returns a sentence if the text is invalid. Absent: the defaults. */
const parsedText = <Value extends object>(parse: (text: string) => Value | string) =>
  z
    .string()
    .default('')
    .transform((text, context): Value => {
      const parsed = parse(text)
      if (typeof parsed !== 'string') return parsed
      context.addIssue({ code: 'custom', message: parsed })
      return z.NEVER
    })

const schema = z
  .object({
    DATABASE_URL: postgresUrl('DATABASE_URL').optional(),
    DATABASE_DIRECT_URL: postgresUrl('DATABASE_DIRECT_URL').optional(),
    LATCHKEY_DATA_DIR: z.string().default('.data/app'),
    AUTH_SECRET: z
      .string(`is missing. Make one with: ${NEW_SECRET}`)
      .min(32, `is too short (32 characters at least). Make one with: ${NEW_SECRET}`)
      .superRefine((text, context) => {
        const why = text.length < 32 ? null : whyTextIsNotRandom(text)
        if (why)
          context.addIssue({
            code: 'custom',
            message: `is not random: it ${why}. Make one with: ${NEW_SECRET}`,
          })
      }),
    AUTH_URL: originSchema('AUTH_URL', 'https://latchkey.example.com or http://localhost:3000'),
    NOTION_CLIENT_ID: z
      .string(
        'is missing. Copy it from your connection at app.notion.com/developers/connections, or try the app without one: npm run demo',
      )
      .trim()
      .min(1, 'is empty. Copy it from your connection at app.notion.com/developers/connections'),
    NOTION_CLIENT_SECRET: z
      .string(
        'is missing. Copy it from your connection at app.notion.com/developers/connections, or try the app without one: npm run demo',
      )
      .trim()
      .min(1, 'is empty. Copy it from your connection at app.notion.com/developers/connections'),
    NOTION_REDIRECT_URI: z.string().optional(),
    NOTION_API_URL: originSchema('NOTION_API_URL', NOTION).default(NOTION),
    TOKEN_KEYS: tokenKeys,
    TOKEN_MAX_AGE_DAYS: z.coerce
      .number('must be a number of days (0: refresh only when Notion refuses a token)')
      .int('must be a whole number of days')
      .min(0, 'must be 0 or more')
      .max(3650, 'must be at most 3650')
      .default(30),
    STOP_GRACE_SECONDS: z.coerce
      .number('must be a number of seconds')
      .min(0, 'must be 0 or more')
      .max(15, 'must be at most 15: a stop takes 25 seconds altogether')
      .default(6),
    RATE_LIMITS: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
    RATE_LIMITS_PER_MINUTE: parsedText(parseRateLimits),
    MAX_PER_PERSON: parsedText(parsePersonCaps),
    TRUSTED_PROXIES: z.coerce
      .number('must be the number of proxies in front of the app, such as 1')
      .int('must be a whole number of proxies')
      .min(0, 'must be 0 or more')
      .max(10, 'must be at most 10')
      .default(0),
    ACTIVITY_DAYS: z.coerce
      .number('must be a number of days')
      .int('must be a whole number of days')
      .min(1, 'must be 1 or more')
      .max(3650, 'must be at most 3650')
      .default(180),
    CONTACT_EMAIL: emailAddress.optional(),
    SECURITY_CONTACT: contactUri.optional(),
    SOURCE_URL: webPage('SOURCE_URL', 'https://github.com/your-team/your-app').optional(),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
        error: 'must be one of trace, debug, info, warn, error, fatal, silent',
      })
      .default('info'),
    PORT: z.coerce
      .number('must be a port number, such as 3000')
      .int('must be a port number, such as 3000')
      .min(0, 'must be a port number, such as 3000')
      .max(65535, 'must be a port number, such as 3000')
      .optional(),
    LATCHKEY_DEMO: z.enum(['1']).optional(),
  })
  .superRefine((env, context) => {
    const wanted = `${env.AUTH_URL}${CALLBACK_PATH}`
    if (env.NOTION_REDIRECT_URI !== undefined && env.NOTION_REDIRECT_URI !== wanted)
      context.addIssue({
        code: 'custom',
        path: ['NOTION_REDIRECT_URI'],
        message: `must be exactly ${wanted} (or be left out). Set it here and as a redirect URI of your connection in Notion`,
      })
    if (env.LATCHKEY_DEMO && !LOOPBACK_HOSTS.has(new URL(env.NOTION_API_URL).hostname))
      context.addIssue({
        code: 'custom',
        path: ['LATCHKEY_DEMO'],
        message:
          'is set, but NOTION_API_URL is no emulator on this machine. Take LATCHKEY_DEMO out: npm run demo sets it itself',
      })
    const secret = new Uint8Array(Buffer.from(env.AUTH_SECRET, 'base64url'))
    if (env.TOKEN_KEYS.some(({ key }) => Buffer.compare(key, secret) === 0))
      context.addIssue({
        code: 'custom',
        path: ['AUTH_SECRET'],
        message: `is one of TOKEN_KEYS. Make another one with: ${NEW_SECRET}`,
      })
    if (env.DATABASE_DIRECT_URL && !env.DATABASE_URL)
      context.addIssue({
        code: 'custom',
        path: ['DATABASE_DIRECT_URL'],
        message: 'is set but DATABASE_URL is not. Set both, or neither',
      })
  })

/**
 * Validates an environment and converts it into a configuration. An empty variable counts as absent.
 *
 * @throws {ConfigurationError} lists every fault with the variable's name and how to fix it, never the value of a secret
 */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== '' && value !== undefined),
  )
  const parsed = schema.safeParse(given)
  if (!parsed.success)
    throw new ConfigurationError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
    )
  const env = parsed.data
  return {
    databaseUrl: env.DATABASE_URL ?? null,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? null,
    dataDir: env.LATCHKEY_DATA_DIR,
    authSecret: env.AUTH_SECRET,
    authUrl: env.AUTH_URL,
    notion: {
      clientId: env.NOTION_CLIENT_ID,
      clientSecret: env.NOTION_CLIENT_SECRET,
      redirectUri: `${env.AUTH_URL}${CALLBACK_PATH}`,
      apiUrl: env.NOTION_API_URL,
    },
    tokenKeys: env.TOKEN_KEYS,
    tokenMaxAgeDays: env.TOKEN_MAX_AGE_DAYS,
    stopGraceSeconds: env.STOP_GRACE_SECONDS,
    rateLimits: env.RATE_LIMITS === 'off' ? null : env.RATE_LIMITS_PER_MINUTE,
    personCaps: env.MAX_PER_PERSON,
    trustedProxies: env.TRUSTED_PROXIES,
    activityDays: env.ACTIVITY_DAYS,
    contactEmail: env.CONTACT_EMAIL ?? null,
    securityContact: env.SECURITY_CONTACT ?? null,
    sourceUrl: env.SOURCE_URL ?? null,
    logLevel: env.LOG_LEVEL,
    demo: env.LATCHKEY_DEMO === '1',
    development: environment.NODE_ENV === 'development',
  }
}

let parsedOnce: Config | undefined

/** The configuration of this process, parsed on first use. @throws {ConfigurationError} */
export function config(): Config {
  parsedOnce ??= parseConfig(process.env)
  return parsedOnce
}

/** A unique name for this process. */
export const PROCESS_NAME = `${process.pid}-${randomBytes(6).toString('hex')}`
