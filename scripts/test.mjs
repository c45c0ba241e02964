// `npm test`: everything that says whether this checkout is good, in one command from a fresh clone. Only
// Node.js' own modules are imported at the top: node_modules may not exist yet.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, built } from './lib/setup/build.mjs'
import { onlyThese } from './lib/setup/environment.mjs'
import { generate, generated } from './lib/setup/generate.mjs'
import { install, installed } from './lib/setup/install.mjs'
import { requireNode } from './lib/setup/node-floor.mjs'
import { step } from './lib/setup/progress.mjs'
import { program, ROOT, run, stopRunning } from './lib/setup/run.mjs'
import { browserCounts, sumOf, unitCounts } from './lib/setup/test-counts.mjs'

requireNode()
/** A log that is kept or piped is text. Each tool has its own way to be told. */
const plain = process.stdout.isTTY !== true

const REPORTS = join(ROOT, 'node_modules/.cache/latchkey')
const report = (name) => join(REPORTS, name)
/** Tests that need the whole machine bear this tag: beside others they would measure these. */
const ALONE = '@alone'
const BROWSER_REPORTS = ['browser.json', 'browser-alone.json']
/** Steps that failed and are no test: each counts as one failure. */
const failedSteps = []

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    stopRunning()
    process.exit(130)
  })

/** Runs a step; a failure is shown and remembered, and the next step still runs. */
async function attempt(doing, work) {
  try {
    await step(doing, work)
    return true
  } catch (error) {
    console.log(error.output?.trimEnd() || error.message)
    failedSteps.push(doing)
    return false
  }
}

/** Without these there is nothing to test. */
async function prepare() {
  if (!installed() && !(await attempt('The packages of package-lock.json are installed', install)))
    return false
  return generated() || (await attempt('The database client is generated from the schema', generate))
}

const typescript = () => [program('typescript/lib/tsc.js'), '--noEmit', '--incremental', 'false']

async function check() {
  await attempt('The types fit', async () => {
    await run('next typegen', [program('next/dist/bin/next'), 'typegen'])
    await run('tsc', typescript())
  })
  await attempt('Format and lint pass', () =>
    run('biome', [
      program('@biomejs/biome/bin/biome'),
      'ci',
      '--max-diagnostics=50',
      `--colors=${plain ? 'off' : 'force'}`,
    ]),
  )
  await attempt('The import boundaries hold', () =>
    run('check-boundaries', ['--import', 'tsx', join(ROOT, 'scripts/check-boundaries.ts')]),
  )
  // Node.js 20.19 and 22.12 added what knip needs.
  if (process.features.require_module)
    await attempt('No file, export or dependency is unused', () =>
      run(
        'knip',
        [program('knip/bin/knip.js'), '--no-config-hints'],
        plain ? { env: { NO_COLOR: '1' } } : {},
      ),
    )
  else console.log('  Unused files, exports and dependencies NOT CHECKED: knip needs Node.js 20.19 or newer')
}

/** A test run's own failures are counted in its report; one that wrote no report is a failed step. */
async function testRun(doing, args, counts, env) {
  console.log(`\n${doing}`)
  const { code } = await run(doing, args, { show: true, mayFail: true, env })
  const found = counts()
  if (found === null || (code !== 0 && found.failed === 0)) failedSteps.push(doing)
  return found
}

const unitTests = () =>
  testRun(
    'Unit and integration tests, on PGlite and PostgreSQL',
    [program('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json'].concat(
      `--outputFile.json=${report('unit.json')}`,
    ),
    () => unitCounts(report('unit.json')),
    plain ? { NO_COLOR: '1' } : {},
  )

async function browserTests() {
  const { register } = await import('tsx/esm/api')
  register()
  const { findBrowser, installBrowser } = await import('../test-support/browser.ts')
  let browser = findBrowser()
  if (
    browser === null &&
    !(await attempt('A browser is installed', async () => (browser = installBrowser())))
  )
    return null
  const tests = (doing, name, which) =>
    testRun(
      `${doing} against the production build, in ${browser}`,
      [
        program('playwright/cli.js'),
        'test',
        '--config=e2e/playwright.config.ts',
        '--reporter=list,json',
        ...which,
      ],
      () => browserCounts(report(name)),
      {
        CHROMIUM_PATH: browser,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report(name),
        ...(plain ? { FORCE_COLOR: '0' } : {}),
      },
    )
  const [side, alone] = BROWSER_REPORTS
  return sumOf([
    await tests('Browser tests', side, [`--grep-invert=${ALONE}`]),
    // Its own folder: each run empties the one that it writes to.
    await tests('Tests of load, one at a time,', alone, [
      `--grep=${ALONE}`,
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
  Object.assign(process.env, onlyThese({ LOG_LEVEL: process.env.LOG_LEVEL ?? '' }))
  mkdirSync(REPORTS, { recursive: true })
  for (const name of ['unit.json', ...BROWSER_REPORTS]) rmSync(report(name), { force: true })
  await check()
  const unit = await unitTests()
  kinds['unit and integration'] = unit?.product ?? null
  kinds['emulator'] = unit?.emulator ?? null
  console.log('')
  if (built() || (await attempt('The production build succeeds', build))) kinds.browser = await browserTests()
}
process.exit(summarize(kinds) ? 0 : 1)
