// `npm run icons`: renders the icons from app/icon.svg. Run it after a change to that file or ICON_BACKGROUND, and commit
// the result. scripts/lib/draw-icons.test.ts fails if the icons are outdated.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { drawIcons } from './lib/draw-icons'
import { ROOT } from './lib/setup/run.mjs'

for (const [path, data] of await drawIcons()) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true })
  writeFileSync(join(ROOT, path), data)
  console.log(`${path} (${data.length} bytes)`)
}
