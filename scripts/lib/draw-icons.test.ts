import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawIcons } from './draw-icons'

test('every icon is the one that `npm run icons` makes from app/icon.svg', async () => {
  const drawn = await drawIcons()
  expect(drawn.size).toBeGreaterThan(5)
  for (const [path, data] of drawn)
    expect(Buffer.compare(new Uint8Array(readFileSync(path)), data), path).toBe(0)
})
