import { expect, test } from 'vitest'
import { MIN_NODE_VERSION, whyTooOld } from './node-floor.mjs'

test.each(['20.9.0', '20.19.1', '21.0.0', '22.12.0', '24.0.0-nightly'])(
  'Node.js %s runs Latchkey',
  (version) => {
    expect(whyTooOld(version)).toBeNull()
  },
)

test.each(['20.8.1', '18.20.4', '16.0.0', '8.17.0'])('Node.js %s is refused in plain words', (version) => {
  expect(whyTooOld(version)).toContain(`needs Node.js ${MIN_NODE_VERSION} or newer; this is ${version}`)
})
