import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * V8's explicit compile hint for a whole file. Almost all of what a page names is called while it loads; left
 * to itself V8 compiles each function only then, on the main thread, instead of beside it during the download.
 */
const HINT = '//# allFunctionsCalledOnLoad\n'

/** Lets browsers that know the hint compile the built scripts off the main thread; to others it is a comment. */
export function addCompileHints(build) {
  const chunks = join(build, 'static/chunks')
  for (const name of readdirSync(chunks, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue
    const file = join(chunks, name)
    const script = readFileSync(file, 'utf8')
    if (!script.startsWith(HINT)) writeFileSync(file, HINT + script)
  }
}
