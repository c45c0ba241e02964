import { existsSync, readFileSync } from 'node:fs'
import { ROOT } from './run.mjs'

const none = () => ({ passed: 0, failed: 0, skipped: 0, skippedNames: [], secondTryNames: [] })
const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null)

/** How many of Vitest's tests passed, failed and were skipped, those of the emulator apart; null: no report. */
export function unitCounts(path) {
  const report = read(path)
  if (report === null) return null
  const product = none()
  const emulator = none()
  for (const file of report.testResults) {
    const counts = file.name.replace(ROOT, '').replaceAll('\\', '/').includes('/packages/notion-emulator/')
      ? emulator
      : product
    // A file that could not be loaded has no test in the report.
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

/** Of several runs together; null: one of them has no report. */
export const sumOf = (runs) =>
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
    none(),
  )

function* specsIn(suites, path = []) {
  for (const suite of suites ?? []) {
    for (const spec of suite.specs ?? [])
      yield { ...spec, name: [...path, suite.title, spec.title].join(' › ') }
    yield* specsIn(suite.suites, [...path, suite.title])
  }
}

/** How many of Playwright's tests passed, failed and were skipped; null: no report, or it found no test. */
export function browserCounts(path) {
  const report = read(path)
  if (report === null) return null
  const counts = none()
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
