// `npm run icons`: makes the icons from app/icon.svg. Run it when that file or ICON_BACKGROUND has changed, and commit
// what it writes. scripts/lib/draw-icons.test.ts notices when that was forgotten.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { drawIcons } from './lib/draw-icons'
import { ROOT } from './lib/setup/run.mjs'

for (const [path, data] of await drawIcons()) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true })
  writeFileSync(join(ROOT, path), data)
  console.log(`${path} (${data.length} bytes)`)
}
