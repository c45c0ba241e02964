import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readBrowserCounts, readUnitCounts, sumCounts } from './test-counts.mjs'

const folder = mkdtempSync(join(tmpdir(), 'latchkey-counts-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(content: unknown): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

const file = (name: string, statuses: string[], status = 'passed') => ({
  name,
  status,
  assertionResults: statuses.map((each) => ({ status: each, fullName: `${name} ${each}` })),
})

test('tests of the emulator are counted separately', () => {
  const path = report({
    testResults: [
      file('/x/lib/vault/seal.test.ts', ['passed', 'failed', 'skipped'], 'failed'),
      file('/x/packages/notion-emulator/token.test.ts', ['passed']),
    ],
  })
  const counts = readUnitCounts(path)
  expect(counts?.product).toMatchObject({ passed: 1, failed: 1, skipped: 1 })
  expect(counts?.emulator).toMatchObject({ passed: 1, failed: 0 })
})

test('a file that could not be loaded is a failure', () => {
  const path = report({ testResults: [file('/x/lib/broken.test.ts', [], 'failed')] })
  expect(readUnitCounts(path)?.failed).toBe(1)
})

test('a run without a report, or without a test, counts as not run', () => {
  expect(readUnitCounts(join(folder, 'none.json'))).toBeNull()
  expect(readBrowserCounts(report({ suites: [] }))).toBeNull()
})

test('browser tests are counted in nested suites', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] })
  const path = report({
    suites: [
      {
        title: 'a.spec.ts',
        specs: [spec('one', 'expected')],
        suites: [{ title: 'in', specs: [spec('two', 'unexpected'), spec('three', 'skipped')] }],
      },
    ],
  })
  expect(readBrowserCounts(path)).toMatchObject({ passed: 1, failed: 1, skipped: 1 })
  expect(readBrowserCounts(path)?.skippedNames).toEqual(['a.spec.ts › in › three'])
})

test('a test that passed on its second try is named', () => {
  const path = report({
    suites: [{ title: 'a.spec.ts', specs: [{ title: 'one', tests: [{ status: 'flaky' }] }] }],
  })
  expect(readBrowserCounts(path)).toMatchObject({ passed: 1, failed: 0, secondTryNames: ['a.spec.ts › one'] })
})

test('runs are summed, and a missing report is not ignored', () => {
  const one = { passed: 2, failed: 1, skipped: 1, skippedNames: ['a'], secondTryNames: [] }
  const other = { passed: 3, failed: 0, skipped: 1, skippedNames: ['b'], secondTryNames: ['c'] }
  expect(sumCounts([one, other])).toEqual({
    passed: 5,
    failed: 1,
    skipped: 2,
    skippedNames: ['a', 'b'],
    secondTryNames: ['c'],
  })
  expect(sumCounts([one, null])).toBeNull()
})
