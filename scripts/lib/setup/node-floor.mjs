import { PRODUCT_NAME } from '../../../lib/shared/brand.mjs'

/** The oldest Node.js that Latchkey runs on: Next.js' own floor. */
export const FLOOR = '20.9.0'

/** Why `version` cannot run Latchkey, in plain words; null when it can. */
export function tooOld(version = process.versions.node) {
  const given = version.split('.').map((part) => Number.parseInt(part, 10))
  const wanted = FLOOR.split('.').map(Number)
  for (let place = 0; place < 3; place++) {
    if (given[place] > wanted[place]) return null
    if (given[place] < wanted[place])
      return `${PRODUCT_NAME} needs Node.js ${FLOOR} or newer; this is ${version}. Get a newer one from https://nodejs.org and run the same command again.`
  }
  return null
}

/** Ends the process with plain words when Node.js is too old. */
export function requireNode() {
  const reason = tooOld()
  if (reason === null) return
  console.error(reason)
  process.exit(1)
}
