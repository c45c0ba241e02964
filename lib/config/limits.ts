/** How many requests per minute an address prefix and a signed-in person may make. */
export interface RateLimit {
  readonly address: number
  /** Signed-out visitors are counted by address only. */
  readonly person: number
}

/**
 * The defaults of RATE_LIMITS_PER_MINUTE. Each kind of request is counted separately. docs/operations.md explains
 * them.
 */
export const DEFAULT_RATE_LIMITS = {
  /** "Continue with Notion". */
  'sign-in': { address: 30, person: 30 },
  /** The redirect back from Notion. Each one can cause a request to Notion. */
  callback: { address: 30, person: 30 },
  /** Public pages, and everything that isn't listed below. */
  pages: { address: 1200, person: 240 },
  /** Signed-in pages and the data they load. Each can cause requests to Notion. */
  views: { address: 2400, person: 240 },
  search: { address: 600, person: 90 },
  /** Images and files. A page may contain a hundred. */
  files: { address: 6000, person: 1200 },
  /** Forms on signed-in pages. */
  actions: { address: 600, person: 60 },
  /** "Connect workspace", "Reconnect" and "Change shared pages". */
  connect: { address: 300, person: 10 },
  /** "Check access". */
  checks: { address: 300, person: 20 },
  /** "Export my data". Each reads everything that is stored about a person. */
  exports: { address: 60, person: 5 },
  /** Disconnect, sign-out and deleting the account. A person who is known to be signed in is never limited. */
  revoke: { address: 600, person: 600 },
} as const satisfies Record<string, RateLimit>

export type RateLimitName = keyof typeof DEFAULT_RATE_LIMITS
export type RateLimits = Readonly<Record<RateLimitName, RateLimit>>

/** The defaults of MAX_PER_PERSON: how many rows one person can create. Beyond that the oldest is deleted. */
export const DEFAULT_PERSON_CAPS = {
  /** Signed-in browsers. */
  sessions: 20,
  /** Authorizations that were started and haven't come back yet. */
  connects: 10,
  /** Forms that are remembered, so that none is carried out twice. */
  forms: 200,
} as const satisfies Record<string, number>

export type PersonCaps = Readonly<Record<keyof typeof DEFAULT_PERSON_CAPS, number>>

const MAX_LIMIT = 1_000_000

const isLimit = (text: string | undefined): text is string =>
  text !== undefined && /^[1-9]\d*$/.test(text) && Number(text) <= MAX_LIMIT

function parseEntries(text: string): [name: string, value: string][] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [name = '', value = ''] = entry.split('=', 2)
      return [name.trim(), value.trim()]
    })
}

const hasName = <Names extends object>(names: Names, name: string): name is string & keyof Names =>
  Object.hasOwn(names, name)

/** Parses comma-separated `name=address` or `name=address/person`. @returns a sentence if it is invalid */
export function parseRateLimits(text: string): RateLimits | string {
  const limits: Record<RateLimitName, RateLimit> = { ...DEFAULT_RATE_LIMITS }
  for (const [name, value] of parseEntries(text)) {
    if (!hasName(limits, name))
      return `names "${name}", which is no limit. The limits are ${Object.keys(limits).join(', ')}`
    const [address, person = String(limits[name].person), ...rest] = value.split('/')
    if (!isLimit(address) || !isLimit(person) || rest.length > 0)
      return `must give ${name} as requests a minute of an address, or of an address and a person, such as ${name}=60 or ${name}=60/20`
    limits[name] = { address: Number(address), person: Number(person) }
  }
  return limits
}

/** Parses comma-separated `name=number`. @returns a sentence if it is invalid */
export function parsePersonCaps(text: string): PersonCaps | string {
  const caps: Record<keyof PersonCaps, number> = { ...DEFAULT_PERSON_CAPS }
  for (const [name, value] of parseEntries(text)) {
    if (!hasName(caps, name)) return `names "${name}". The names are ${Object.keys(caps).join(', ')}`
    if (!isLimit(value)) return `must give ${name} as a whole number, such as ${name}=${caps[name]}`
    caps[name] = Number(value)
  }
  return caps
}
