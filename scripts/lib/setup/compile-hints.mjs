import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * V8's explicit compile hint for a whole file. Almost all functions of a page's scripts are called while it loads. Without
 * the hint V8 compiles them only then, on the main thread, instead of in the background during the download.
 */
const HINT = '//# allFunctionsCalledOnLoad\n'

/** Adds the hint to the scripts of a build. Browsers that don't support it ignore the comment. */
export function addCompileHints(build) {
  const chunks = join(build, 'static/chunks')
  for (const name of readdirSync(chunks, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue
    const file = join(chunks, name)
    const script = readFileSync(file, 'utf8')
    if (!script.startsWith(HINT)) writeFileSync(file, HINT + script)
  }
}
