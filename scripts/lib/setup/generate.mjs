import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fingerprint } from './fingerprint.mjs'
import { program, ROOT, run } from './run.mjs'

const STAMP = join(ROOT, 'node_modules/.cache/latchkey/generated')
const now = () => fingerprint(['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'])

/** Whether Prisma's client was generated from the schema as it is now. */
export const generated = () =>
  existsSync(join(ROOT, 'lib/database/generated/client.ts')) &&
  existsSync(STAMP) &&
  readFileSync(STAMP, 'utf8') === now()

/**
 * Generates Prisma's client. `generate` is WebAssembly inside Prisma's command line; naming any file as
 * the engine keeps it from downloading one that it would not use.
 */
export async function generate() {
  await run(
    'prisma generate',
    [
      '--require',
      join(ROOT, 'scripts/lib/setup/prisma-on-20-9.cjs'),
      program('prisma/build/index.js'),
      'generate',
    ],
    {
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY || process.execPath,
        CHECKPOINT_DISABLE: '1',
      },
    },
  )
  mkdirSync(dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, now())
}
