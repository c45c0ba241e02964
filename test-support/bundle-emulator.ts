import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

const FOLDER = 'node_modules/.cache/latchkey'

/**
 * Writes the emulator as one script and returns its path. Hundreds of tests start an emulator of their own, and
 * compiling its TypeScript takes four fifths of that start.
 */
export function bundleEmulator(name: string): string {
  mkdirSync(FOLDER, { recursive: true })
  const outfile = join(FOLDER, `emulator-${name}.mjs`)
  buildSync({
    entryPoints: ['packages/notion-emulator/cli.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    // Packages that are CommonJS call `require`, which ES modules lack.
    banner: {
      js: "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)",
    },
    logLevel: 'error',
  })
  return outfile
}
