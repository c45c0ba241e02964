import { createHmac, timingSafeEqual } from 'node:crypto'
import { config } from './config'

/** The header by which `npm run doctor` proves to a running app that it has the same AUTH_SECRET. */
export const PROBE_HEADER = 'x-latchkey-probe'

const VALID_MS = 60_000

const proofOf = (until: string) =>
  createHmac('sha256', config().authSecret).update(`latchkey probe ${until}`).digest('base64url')

/** A proof of AUTH_SECRET, valid for a minute. */
export function probeProof(now = Date.now()): string {
  const until = String(now + VALID_MS)
  return `${until}.${proofOf(until)}`
}

/** Whether a header's value proves the same AUTH_SECRET, and is not older than a minute. */
export function isProbeProof(text: string | null, now = Date.now()): boolean {
  const [until = '', proof = ''] = text?.split('.') ?? []
  const expected = Buffer.from(proofOf(until))
  const given = Buffer.from(proof)
  const left = Number(until) - now
  return (
    given.length === expected.length &&
    timingSafeEqual(new Uint8Array(given), new Uint8Array(expected)) &&
    left > 0 &&
    left <= 2 * VALID_MS
  )
}
