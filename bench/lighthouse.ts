import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from '../test-support/browser'
import { addressOf } from '../test-support/http-person'
import { withApp } from './installation'

const RUNS = 5
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const LATENCY_MS = 150

interface Report {
  readonly categories: Readonly<Record<(typeof CATEGORIES)[number], { readonly score: number | null }>>
  readonly audits: Readonly<
    Record<
      string,
      { readonly score: number | null; readonly title: string; readonly scoreDisplayMode: string }
    >
  >
}

const browser = findBrowser()
if (!browser) throw new Error('Lighthouse needs Chromium: set CHROMIUM_PATH.')
const folder = mkdtempSync(join(tmpdir(), 'latchkey-lighthouse-'))

/** One run with Lighthouse's own mobile settings. */
function run(url: string, cookies: string): Report {
  const headers = join(folder, 'headers.json')
  const output = join(folder, 'report.json')
  writeFileSync(headers, JSON.stringify({ cookie: cookies }), { mode: 0o600 })
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      'node_modules/lighthouse/cli/index.js',
      url,
      '--quiet',
      '--output=json',
      `--output-path=${output}`,
      `--only-categories=${CATEGORIES.join(',')}`,
      `--extra-headers=${headers}`,
      `--chrome-flags=--headless=new --disable-gpu${process.getuid?.() === 0 ? ' --no-sandbox' : ''}`,
    ],
    { encoding: 'utf8', env: { ...process.env, CHROME_PATH: browser ?? '' } },
  )
  if (status !== 0) throw new Error(`Lighthouse failed: ${stderr.slice(-500)}`)
  return JSON.parse(readFileSync(output, 'utf8'))
}

const score = (report: Report, category: (typeof CATEGORIES)[number]) =>
  Math.round((report.categories[category].score ?? 0) * 100)

await withApp(async ({ app, person, notion, main }) => {
  const page = await addressOf(person, main, 'Every block')
  const table = await addressOf(person, main, 'Measurements')
  await notion.switches({ latencyMs: LATENCY_MS })
  const cookies = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  console.log(
    `Lighthouse, mobile, Notion ${LATENCY_MS} ms a call: median of ${RUNS} (${CATEGORIES.join(', ')})`,
  )
  for (const [name, path, signedIn] of [
    ['landing', '/', false],
    ['workspaces', '/workspaces', true],
    ['tree', main, true],
    ['page', page, true],
    ['table', table, true],
  ] as const) {
    const reports = Array.from({ length: RUNS }, () => run(`${app.url}${path}`, signedIn ? cookies : ''))
    const medians = CATEGORIES.map((category) => {
      const scores = reports.map((report) => score(report, category)).sort((a, b) => a - b)
      return scores[Math.floor(RUNS / 2)]
    })
    const faults = Object.entries(reports[0]?.audits ?? {})
      .filter(([, audit]) => audit.score === 0 && audit.scoreDisplayMode === 'binary')
      .map(([id]) => id)
    console.log(`${medians.join(' / ')}  ${name}${faults.length > 0 ? `  (${faults.join(', ')})` : ''}`)
  }
})
rmSync(folder, { recursive: true, force: true })
process.exit(0)
