import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addCompileHints } from './compile-hints.mjs'
import { isolatedEnvironment } from './environment.mjs'
import { fingerprint } from './fingerprint.mjs'
import { program, ROOT, run } from './run.mjs'

const FOLDER = process.env.LATCHKEY_BUILD_DIR || '.next'
const stampFile = (folder) => join(ROOT, folder, 'latchkey-sources')
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

const stampContent = (sources = fingerprint(SOURCES)) => `${sources} ${process.platform}`

/** The hash of everything that affects the build. */
export const sourcesHash = () => fingerprint(SOURCES)

/**
 * Derives the identity of a build from its sources, so that builds of the same sources on different machines are
 * compatible. By default Next.js generates both values at random.
 *
 * - The build id, with which a browser detects that the server runs another build.
 * - The key, which Next.js hashes into the ids of server actions. It isn't secret here: at run time `npm start` derives
 *   the encryption key from AUTH_SECRET.
 */
function identityOf(sources) {
  const hash = (use) => createHash('sha256').update(`${use} ${sources}`)
  return {
    // Without the letter a, because ad blockers match "ad".
    LATCHKEY_BUILD_ID: hash('id').digest('hex').slice(0, 20).replaceAll('a', 'g'),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: hash('key').digest('base64'),
  }
}

/** Whether there is a production build of the current sources. */
export const isBuilt = ({ folder = FOLDER, sources = sourcesHash() } = {}) =>
  existsSync(join(ROOT, folder, 'BUILD_ID')) &&
  existsSync(stampFile(folder)) &&
  readFileSync(stampFile(folder), 'utf8') === stampContent(sources)

/**
 * Runs `next build`, adds compile hints to its scripts, and records the hash of its sources. It reads no configuration
 * and no database.
 *
 * @param {{ show?: boolean, folder?: string, sources?: string }} [options] the build's identity is derived from `sources`;
 *   tests pass another value to get an incompatible build
 */
export async function build({ show = false, folder = FOLDER, sources = sourcesHash() } = {}) {
  rmSync(stampFile(folder), { force: true })
  const settings = join(ROOT, 'tsconfig.json')
  const original = readFileSync(settings)
  try {
    await run('next build', [program('next/dist/bin/next'), 'build'], {
      show,
      // The build must not depend on the environment or .env files.
      env: {
        ...isolatedEnvironment({}),
        ...identityOf(sources),
        LATCHKEY_BUILD_DIR: folder,
        NODE_ENV: 'production',
        __NEXT_PROCESSED_ENV: 'true',
      },
    })
  } finally {
    // Next.js adds its build folder to it.
    if (!original.equals(readFileSync(settings))) writeFileSync(settings, original)
  }
  addCompileHints(join(ROOT, folder))
  writeFileSync(stampFile(folder), stampContent(sources))
}
