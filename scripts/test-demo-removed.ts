// `npm run test:demo-removed`: runs `npm run demo:remove` on a copy of this checkout, whose types, lint, unit tests and
// build must then pass.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runStep } from './lib/setup/progress.mjs'
import { ROOT } from './lib/setup/run.mjs'

const copy = mkdtempSync(join(tmpdir(), 'demo-removed-'))

function inCopy(program: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: copy, encoding: 'utf8' })
  if (status !== 0) throw error ?? new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`)
  return stdout
}
const node = (...args: string[]) => inCopy(process.execPath, ...args)
const tsx = (...args: string[]) => node('--import', 'tsx', ...args)

try {
  await runStep('Copying the checkout', async () => {
    const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    for (const file of files.trim().split('\n')) {
      if (!existsSync(join(ROOT, file))) continue
      mkdirSync(dirname(join(copy, file)), { recursive: true })
      cpSync(join(ROOT, file), join(copy, file))
    }
    inCopy('git', 'init', '--quiet')
    // Hard links take a second. If they can't be created, the packages are installed.
    if (spawnSync('cp', ['-al', join(ROOT, 'node_modules'), copy]).status !== 0) {
      rmSync(join(copy, 'node_modules'), { recursive: true, force: true })
      inCopy('npm', 'ci')
    }
    rmSync(join(copy, 'node_modules/.cache'), { recursive: true, force: true })
  })
  await runStep('Removing the demo', async () => tsx('scripts/demo-remove.ts'))
  await runStep('The types are correct', async () => tsx('scripts/types.ts'))
  await runStep('Format and lint pass', async () => {
    node('node_modules/@biomejs/biome/bin/biome', 'check', '--write')
    inCopy('npm', 'run', 'lint')
  })
  await runStep('The remaining unit tests pass', async () => node('node_modules/vitest/vitest.mjs', 'run'))
  await runStep('The build succeeds', async () => node('scripts/build.mjs'))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}
