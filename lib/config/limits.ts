/** Requests that one address prefix, and one signed-in person, may make in a minute. */
export interface RateLimit {
  readonly address: number
  /** Where nobody is signed in, the address counts alone. */
  readonly person: number
}

/**
 * What is limited, with the defaults of RATE_LIMITS_PER_MINUTE. Requests of one kind don't use up another's.
 * docs/operations.md explains each.
 */
export const DEFAULT_RATE_LIMITS = {
  /** "Continue with Notion". */
  'sign-in': { address: 30, person: 30 },
  /** The way back from Notion: what a visitor can make Notion receive. */
  callback: { address: 30, person: 30 },
  /** Public pages, and whatever is none of the others. */
  pages: { address: 1200, person: 240 },
  /** Signed-in pages and what they load: each may ask Notion. */
  views: { address: 2400, person: 240 },
  search: { address: 600, person: 90 },
  /** Pictures and files: a page may hold a hundred. */
  files: { address: 6000, person: 1200 },
  /** Forms of signed-in pages. */
  actions: { address: 600, person: 60 },
  /** "Connect workspace", "Reconnect" and "Change shared pages". */
  connect: { address: 300, person: 10 },
  /** "Check access". */
  checks: { address: 300, person: 20 },
  /** Forms that take access back. Who is known to be signed in is never refused. */
  revoke: { address: 600, person: 600 },
} as const satisfies Record<string, RateLimit>

export type RateLimitName = keyof typeof DEFAULT_RATE_LIMITS
export type RateLimits = Readonly<Record<RateLimitName, RateLimit>>

/** Rows that one person can cause, with the defaults of MAX_PER_PERSON. Past them the oldest goes. */
export const DEFAULT_PERSON_CAPS = {
  /** Signed-in browsers. */
  sessions: 20,
  /** Connects that were begun and did not come back yet. */
  connects: 10,
  /** Forms that are remembered so that they are not carried out twice. */
  forms: 200,
} as const satisfies Record<string, number>

export type PersonCaps = Readonly<Record<keyof typeof DEFAULT_PERSON_CAPS, number>>

const MAX_LIMIT = 1_000_000

const isLimit = (text: string | undefined): text is string =>
  text !== undefined && /^[1-9]\d*$/.test(text) && Number(text) <= MAX_LIMIT

function entriesOf(text: string): [name: string, value: string][] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [name = '', value = ''] = entry.split('=', 2)
      return [name.trim(), value.trim()]
    })
}

const has = <Names extends object>(names: Names, name: string): name is string & keyof Names =>
  Object.hasOwn(names, name)

/** `name=address` or `name=address/person`, separated by commas. @returns a sentence when it can't be read */
export function parseRateLimits(text: string): RateLimits | string {
  const limits: Record<RateLimitName, RateLimit> = { ...DEFAULT_RATE_LIMITS }
  for (const [name, value] of entriesOf(text)) {
    if (!has(limits, name))
      return `names "${name}", which is no limit. The limits are ${Object.keys(limits).join(', ')}`
    const [address, person = String(limits[name].person), ...rest] = value.split('/')
    if (!isLimit(address) || !isLimit(person) || rest.length > 0)
      return `must give ${name} as requests a minute of an address, or of an address and a person, such as ${name}=60 or ${name}=60/20`
    limits[name] = { address: Number(address), person: Number(person) }
  }
  return limits
}

/** `name=number`, separated by commas. @returns a sentence when it can't be read */
export function parsePersonCaps(text: string): PersonCaps | string {
  const caps: Record<keyof PersonCaps, number> = { ...DEFAULT_PERSON_CAPS }
  for (const [name, value] of entriesOf(text)) {
    if (!has(caps, name)) return `names "${name}". The names are ${Object.keys(caps).join(', ')}`
    if (!isLimit(value)) return `must give ${name} as a whole number, such as ${name}=${caps[name]}`
    caps[name] = Number(value)
  }
  return caps
}
