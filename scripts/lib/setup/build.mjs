import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addCompileHints } from './compile-hints.mjs'
import { onlyThese } from './environment.mjs'
import { fingerprint } from './fingerprint.mjs'
import { program, ROOT, run } from './run.mjs'

const FOLDER = process.env.LATCHKEY_BUILD_DIR || '.next'
const stamp = (folder) => join(ROOT, folder, 'latchkey-sources')
const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma/schema.prisma',
  'public',
  'scripts/lib/setup/build.mjs',
  'scripts/lib/setup/compile-hints.mjs',
  'instrumentation.ts',
  'middleware.ts',
  'next.config.mjs',
  'next.config.ts',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
]

const now = (sources = fingerprint(SOURCES)) => `${sources} ${process.platform}`

/** The hash of everything that decides what is built. */
export const sourcesNow = () => fingerprint(SOURCES)

/**
 * What makes two builds of the same sources understand each other's pages, on whichever machine they were made.
 * Next.js makes up both at random otherwise.
 *
 * - The build id, by which a browser notices that the server has another build.
 * - The key, which Next.js hashes into the ids of server actions. It is no secret here: at run time `npm start`
 *   derives the key that encrypts from AUTH_SECRET.
 */
function identityOf(sources) {
  const hash = (use) => createHash('sha256').update(`${use} ${sources}`)
  return {
    // Without the letter a: ad blockers look for "ad".
    LATCHKEY_BUILD_ID: hash('id').digest('hex').slice(0, 20).replaceAll('a', 'g'),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: hash('key').digest('base64'),
  }
}

/** Whether the production build was made from the sources as they are now. */
export const built = ({ folder = FOLDER, sources = sourcesNow() } = {}) =>
  existsSync(join(ROOT, folder, 'BUILD_ID')) &&
  existsSync(stamp(folder)) &&
  readFileSync(stamp(folder), 'utf8') === now(sources)

/**
 * `next build`, its scripts marked for early compilation, and a note of the sources that it was made from. It reads
 * no configuration and no database.
 *
 * @param {{ show?: boolean, folder?: string, sources?: string }} [options] `sources` is what the build's identity is
 *   derived from: tests pass another one to get a build whose pages this one does not understand
 */
export async function build({ show = false, folder = FOLDER, sources = sourcesNow() } = {}) {
  rmSync(stamp(folder), { force: true })
  const settings = join(ROOT, 'tsconfig.json')
  const before = readFileSync(settings)
  try {
    await run('next build', [program('next/dist/bin/next'), 'build'], {
      show,
      // Nothing of the environment or of .env may decide what is built, or whether it can be.
      env: {
        ...onlyThese({}),
        ...identityOf(sources),
        LATCHKEY_BUILD_DIR: folder,
        NODE_ENV: 'production',
        __NEXT_PROCESSED_ENV: 'true',
      },
    })
  } finally {
    // Next.js adds every folder that it builds into.
    if (!before.equals(readFileSync(settings))) writeFileSync(settings, before)
  }
  addCompileHints(join(ROOT, folder))
  writeFileSync(stamp(folder), now(sources))
}
