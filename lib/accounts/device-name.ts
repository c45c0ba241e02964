import Bowser from 'bowser'

/** A browser in words that its person recognizes. */
export interface DeviceName {
  /** Such as "Chrome on macOS". */
  readonly name: string
  readonly kind: 'computer' | 'phone' | 'tablet' | 'unknown'
}

const UNKNOWN: DeviceName = { name: 'Unknown browser', kind: 'unknown' }
const KINDS: Readonly<Record<string, DeviceName['kind']>> = {
  desktop: 'computer',
  mobile: 'phone',
  tablet: 'tablet',
}
/** Apple's phones and tablets are known by their own names. */
const MODELS = new Set(['iPhone', 'iPad'])
const MAX_NAME = 80

/** What a User-Agent header says. It is a claim of the browser, for its own person to read. */
export function deviceName(userAgent: string | null): DeviceName {
  if (!userAgent) return UNKNOWN
  const { browser, os, platform } = Bowser.parse(userAgent)
  const system = platform.model && MODELS.has(platform.model) ? platform.model : os.name
  const name = [browser.name, system].filter(Boolean).join(' on ').slice(0, MAX_NAME)
  return name === '' ? UNKNOWN : { name, kind: KINDS[platform.type ?? ''] ?? 'unknown' }
}
