import { createHmac, timingSafeEqual } from 'node:crypto'
import { config } from './config'

/** The header in which `npm run doctor` proves to a running app that it has the same AUTH_SECRET. */
export const PROBE_HEADER = 'x-latchkey-probe'

const VALID_MS = 60_000

const signProof = (until: string) =>
  createHmac('sha256', config().authSecret).update(`latchkey probe ${until}`).digest('base64url')

/** Creates a proof of AUTH_SECRET that is valid for a minute. */
export function probeProof(now = Date.now()): string {
  const until = String(now + VALID_MS)
  return `${until}.${signProof(until)}`
}

/** Whether a header contains a valid proof of the same AUTH_SECRET. */
export function isProbeProof(text: string | null, now = Date.now()): boolean {
  const [until = '', proof = ''] = text?.split('.') ?? []
  const expected = Buffer.from(signProof(until))
  const given = Buffer.from(proof)
  const left = Number(until) - now
  return (
    given.length === expected.length &&
    timingSafeEqual(new Uint8Array(given), new Uint8Array(expected)) &&
    left > 0 &&
    left <= 2 * VALID_MS
  )
}
