import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './run.mjs'

function* filesIn(path) {
  if (!existsSync(path)) return
  if (statSync(path).isFile()) return yield path
  const entries = readdirSync(path, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (entry.name !== 'generated' && !/\.test\.tsx?$/.test(entry.name))
      yield* filesIn(join(path, entry.name))
}

/** A hash of the names and contents of files and folders. */
export function fingerprint(paths, root = ROOT) {
  const hash = createHash('sha256')
  for (const path of paths)
    for (const file of filesIn(join(root, path)))
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}
