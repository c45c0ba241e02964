import { existsSync, readFileSync } from 'node:fs'
import { ROOT } from './run.mjs'

const emptyCounts = () => ({ passed: 0, failed: 0, skipped: 0, skippedNames: [], secondTryNames: [] })
const readReport = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null)

/** Counts Vitest's tests by result, separately for the emulator. Null: there is no report. */
export function readUnitCounts(path) {
  const report = readReport(path)
  if (report === null) return null
  const product = emptyCounts()
  const emulator = emptyCounts()
  for (const file of report.testResults) {
    const counts = file.name.replace(ROOT, '').replaceAll('\\', '/').includes('/packages/notion-emulator/')
      ? emulator
      : product
    // A file that could not be loaded has no tests in the report.
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
      counts.failed++
    for (const { status, fullName } of file.assertionResults)
      if (status === 'passed') counts.passed++
      else if (status === 'failed') counts.failed++
      else {
        counts.skipped++
        counts.skippedNames.push(fullName.trim())
      }
  }
  return { product, emulator, failed: product.failed + emulator.failed }
}

/** The sum of several runs; null if one of them has no report. */
export const sumCounts = (runs) =>
  runs.reduce(
    (sum, one) =>
      sum &&
      one && {
        passed: sum.passed + one.passed,
        failed: sum.failed + one.failed,
        skipped: sum.skipped + one.skipped,
        skippedNames: [...sum.skippedNames, ...one.skippedNames],
        secondTryNames: [...sum.secondTryNames, ...one.secondTryNames],
      },
    emptyCounts(),
  )

function* specsIn(suites, path = []) {
  for (const suite of suites ?? []) {
    for (const spec of suite.specs ?? [])
      yield { ...spec, name: [...path, suite.title, spec.title].join(' › ') }
    yield* specsIn(suite.suites, [...path, suite.title])
  }
}

/** How many of Playwright's tests passed, failed and were skipped; null: no report, or it found no test. */
export function readBrowserCounts(path) {
  const report = readReport(path)
  if (report === null) return null
  const counts = emptyCounts()
  for (const { tests, name } of specsIn(report.suites))
    for (const { status } of tests)
      if (status === 'skipped') {
        counts.skipped++
        counts.skippedNames.push(name)
      } else if (status === 'unexpected') counts.failed++
      else {
        counts.passed++
        if (status === 'flaky') counts.secondTryNames.push(name)
      }
  return counts.passed + counts.failed + counts.skipped === 0 ? null : counts
}
