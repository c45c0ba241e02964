import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fingerprint } from './fingerprint.mjs'
import { program, ROOT, run } from './run.mjs'

const STAMP = join(ROOT, 'node_modules/.cache/latchkey/generated')
const currentFingerprint = () =>
  fingerprint(['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'])

/** Whether Prisma's client was generated from the current schema. */
export const isGenerated = () =>
  existsSync(join(ROOT, 'lib/database/generated/client.ts')) &&
  existsSync(STAMP) &&
  readFileSync(STAMP, 'utf8') === currentFingerprint()

/**
 * Generates Prisma's client. `prisma generate` uses WebAssembly; setting the engine to any existing file keeps Prisma's CLI
 * from downloading an engine that it doesn't need.
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
  writeFileSync(STAMP, currentFingerprint())
}
