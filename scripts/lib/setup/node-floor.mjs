import { PRODUCT_NAME } from '../../../lib/shared/brand.mjs'

/** The oldest supported Node.js, which is the minimum of Next.js. */
export const MIN_NODE_VERSION = '20.9.0'

/** A message if `version` is too old, otherwise null. */
export function whyTooOld(version = process.versions.node) {
  const actual = version.split('.').map((part) => Number.parseInt(part, 10))
  const minimum = MIN_NODE_VERSION.split('.').map(Number)
  for (let index = 0; index < 3; index++) {
    if (actual[index] > minimum[index]) return null
    if (actual[index] < minimum[index])
      return `${PRODUCT_NAME} needs Node.js ${MIN_NODE_VERSION} or newer; this is ${version}. Get a newer one from https://nodejs.org and run the same command again.`
  }
  return null
}

/** Ends the process with a message if Node.js is too old. */
export function requireNode() {
  const reason = whyTooOld()
  if (reason === null) return
  console.error(reason)
  process.exit(1)
}
