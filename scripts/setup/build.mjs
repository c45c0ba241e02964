import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addCompileHints } from './compile-hints.mjs'
import { onlyThese } from './environment.mjs'
import { fingerprint } from './fingerprint.mjs'
import { program, ROOT, run } from './run.mjs'

const STAMP = join(ROOT, '.next/latchkey-sources')
const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma/schema.prisma',
  'public',
  'scripts/setup/compile-hints.mjs',
  'instrumentation.ts',
  'middleware.ts',
  'next.config.mjs',
  'next.config.ts',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
]

const now = () => `${fingerprint(SOURCES)} ${process.platform}`

/** Whether the production build was made from the sources as they are now. */
export const built = () =>
  existsSync(join(ROOT, '.next/BUILD_ID')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now()

/** `next build`, its scripts marked for early compilation, and a note of the sources that it was made from. It reads no configuration and no database. */
export async function build({ show = false } = {}) {
  rmSync(STAMP, { force: true })
  await run('next build', [program('next/dist/bin/next'), 'build'], {
    show,
    // Nothing of the environment or of .env may decide what is built, or whether it can be.
    env: { ...onlyThese({}), NODE_ENV: 'production', __NEXT_PROCESSED_ENV: 'true' },
  })
  addCompileHints()
  writeFileSync(STAMP, now())
}
