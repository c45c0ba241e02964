// `npm test`: runs all checks and tests, from a fresh clone. It imports only modules of Node.js at the top, because
// node_modules may not exist yet.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, isBuilt } from './lib/setup/build.mjs'
import { isolatedEnvironment } from './lib/setup/environment.mjs'
import { generate, isGenerated } from './lib/setup/generate.mjs'
import { install, isInstalled } from './lib/setup/install.mjs'
import { requireNode } from './lib/setup/node-floor.mjs'
import { runStep } from './lib/setup/progress.mjs'
import { program, ROOT, run, stopRunning } from './lib/setup/run.mjs'
import { readBrowserCounts, readUnitCounts, sumCounts } from './lib/setup/test-counts.mjs'

requireNode()
/** No colors in a log file or pipe. Each tool has its own option for that. */
const isPlain = process.stdout.isTTY !== true

const REPORTS = join(ROOT, 'node_modules/.cache/latchkey')
const reportFile = (name) => join(REPORTS, name)
/** Tests with this tag measure the machine, so no others may run beside them. */
const ALONE_TAG = '@alone'
const BROWSER_REPORTS = ['browser.json', 'browser-alone.json']
/** Failed steps other than tests. Each counts as one failure. */
const failedSteps = []

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    stopRunning()
    process.exit(130)
  })

/** Runs a step. A failure is shown and recorded, and the next step still runs. */
async function tryStep(doing, work) {
  try {
    await runStep(doing, work)
    return true
  } catch (error) {
    console.log(error.output?.trimEnd() || error.message)
    failedSteps.push(doing)
    return false
  }
}

async function prepare() {
  if (!isInstalled() && !(await tryStep('The packages of package-lock.json are installed', install)))
    return false
  return isGenerated() || (await tryStep('The database client is generated from the schema', generate))
}

const typescript = () => [program('typescript/lib/tsc.js'), '--noEmit', '--incremental', 'false']

async function check() {
  await tryStep('The types are correct', async () => {
    await run('next typegen', [program('next/dist/bin/next'), 'typegen'])
    await run('tsc', typescript())
  })
  await tryStep('Format and lint pass', () =>
    run('biome', [
      program('@biomejs/biome/bin/biome'),
      'ci',
      '--max-diagnostics=50',
      `--colors=${isPlain ? 'off' : 'force'}`,
    ]),
  )
  await tryStep('The import boundaries hold', () =>
    run('check-boundaries', ['--import', 'tsx', join(ROOT, 'scripts/check-boundaries.ts')]),
  )
  // Node.js 20.19 and 22.12 added what knip needs.
  if (process.features.require_module)
    await tryStep('No file, export or dependency is unused', () =>
      run(
        'knip',
        [program('knip/bin/knip.js'), '--no-config-hints'],
        isPlain ? { env: { NO_COLOR: '1' } } : {},
      ),
    )
  else console.log('  Unused files, exports and dependencies NOT CHECKED: knip needs Node.js 20.19 or newer')
}

/** Runs tests. Failures are counted in the report; a run without a report is a failed step. */
async function runTests(doing, args, counts, env) {
  console.log(`\n${doing}`)
  const { code } = await run(doing, args, { show: true, mayFail: true, env })
  const found = counts()
  if (found === null || (code !== 0 && found.failed === 0)) failedSteps.push(doing)
  return found
}

const runUnitTests = () =>
  runTests(
    'Unit and integration tests, on PGlite and PostgreSQL',
    [program('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json'].concat(
      `--outputFile.json=${reportFile('unit.json')}`,
    ),
    () => readUnitCounts(reportFile('unit.json')),
    isPlain ? { NO_COLOR: '1' } : {},
  )

async function runBrowserTests() {
  const { register } = await import('tsx/esm/api')
  register()
  const { findBrowser, installBrowser } = await import('../test-support/browser.ts')
  let browser = findBrowser()
  if (
    browser === null &&
    !(await tryStep('A browser is installed', async () => (browser = installBrowser())))
  )
    return null
  const tests = (doing, name, which) =>
    runTests(
      `${doing} against the production build, in ${browser}`,
      [
        program('playwright/cli.js'),
        'test',
        '--config=e2e/playwright.config.ts',
        '--reporter=list,json',
        ...which,
      ],
      () => readBrowserCounts(reportFile(name)),
      {
        CHROMIUM_PATH: browser,
        PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile(name),
        ...(isPlain ? { FORCE_COLOR: '0' } : {}),
      },
    )
  const [side, alone] = BROWSER_REPORTS
  return sumCounts([
    await tests('Browser tests', side, [`--grep-invert=${ALONE_TAG}`]),
    // In its own folder, because each run empties its output folder.
    await tests('Tests of load, one at a time,', alone, [
      `--grep=${ALONE_TAG}`,
      '--workers=1',
      '--output=test-results/alone',
    ]),
  ])
}

function summarize(kinds) {
  const all = { passed: 0, failed: failedSteps.length, skipped: 0 }
  const words = []
  for (const [kind, counts] of Object.entries(kinds)) {
    if (!counts) {
      words.push(`${kind} NOT RUN`)
      continue
    }
    for (const name of Object.keys(all)) all[name] += counts[name]
    words.push(`${kind} ${counts.passed + counts.failed}`)
  }
  const skipped = Object.values(kinds).flatMap((counts) => counts?.skippedNames ?? [])
  console.log('')
  if (skipped.length > 0) console.log(`Skipped:\n${skipped.map((name) => `  - ${name}`).join('\n')}`)
  const secondTry = Object.values(kinds).flatMap((counts) => counts?.secondTryNames ?? [])
  if (secondTry.length > 0)
    console.log(
      `Failed once, passed on the second try:\n${secondTry.map((name) => `  - ${name}`).join('\n')}`,
    )
  if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.join('; ')}`)
  console.log(`Tests run: ${words.join(', ')}`)
  console.log(`${all.passed} passed, ${all.failed} failed, ${all.skipped} skipped`)
  return all.failed === 0 && Object.values(kinds).every(Boolean)
}

console.log('')
const kinds = { 'unit and integration': null, emulator: null, browser: null }
if (await prepare()) {
  Object.assign(process.env, isolatedEnvironment({ LOG_LEVEL: process.env.LOG_LEVEL ?? '' }))
  mkdirSync(REPORTS, { recursive: true })
  for (const name of ['unit.json', ...BROWSER_REPORTS]) rmSync(reportFile(name), { force: true })
  await check()
  const unit = await runUnitTests()
  kinds['unit and integration'] = unit?.product ?? null
  kinds['emulator'] = unit?.emulator ?? null
  console.log('')
  if (isBuilt() || (await tryStep('The production build succeeds', build)))
    kinds.browser = await runBrowserTests()
}
process.exit(summarize(kinds) ? 0 : 1)
