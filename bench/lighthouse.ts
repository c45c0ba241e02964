import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from '../test-support/browser'
import { addressOf } from '../test-support/http-person'
import { withApp } from './installation'
import { median } from './median'

const ROUNDS = 5
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const LATENCY_MS = 150
/** Now and then Chromium's trace lacks its beginning, and Lighthouse asks to be run again. */
const TRIES = 5

interface Report {
  readonly categories: Readonly<Record<(typeof CATEGORIES)[number], { readonly score: number | null }>>
  readonly audits: Readonly<
    Record<
      string,
      {
        readonly score: number | null
        readonly numericValue?: number
        readonly scoreDisplayMode: string
      }
    >
  >
  readonly environment: { readonly benchmarkIndex: number }
}

const browser = findBrowser()
if (!browser) throw new Error('Lighthouse needs Chromium: set CHROMIUM_PATH.')
const folder = mkdtempSync(join(tmpdir(), 'latchkey-lighthouse-'))
let runsAgain = 0

/** One run with Lighthouse's own mobile settings. */
function run(url: string, cookies: string): Report {
  const headers = join(folder, 'headers.json')
  const output = join(folder, 'report.json')
  writeFileSync(headers, JSON.stringify({ cookie: cookies }), { mode: 0o600 })
  for (let attempt = 1; ; attempt++) {
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
    if (status === 0) return JSON.parse(readFileSync(output, 'utf8'))
    if (!stderr.includes('NO_NAVSTART') || attempt === TRIES)
      throw new Error(`Lighthouse failed: ${stderr.slice(-500)}`)
    runsAgain++
  }
}

const score = (report: Report, category: (typeof CATEGORIES)[number]) =>
  Math.round((report.categories[category].score ?? 0) * 100)

await withApp(async ({ app, person, notion, main }) => {
  const page = await addressOf(person, main, 'This quarter')
  const everyBlock = await addressOf(person, main, 'Every block')
  const table = await addressOf(person, main, 'Measurements')
  await notion.switches({ latencyMs: LATENCY_MS })
  const cookies = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const views = [
    { name: 'landing', path: '/', signedIn: false, kept: false },
    { name: 'workspaces', path: '/workspaces', signedIn: true, kept: false },
    { name: 'tree', path: main, signedIn: true, kept: true },
    { name: 'page', path: page, signedIn: true, kept: true },
    { name: 'page of every block', path: everyBlock, signedIn: true, kept: true },
    { name: 'table', path: table, signedIn: true, kept: true },
  ]
  const reports = new Map<string, Report[]>()
  const measure = (name: string, { path, signedIn }: (typeof views)[number]) => {
    const report = run(`${app.url}${path}`, signedIn ? cookies : '')
    reports.set(name, [...(reports.get(name) ?? []), report])
  }
  // Round by round, as a person goes from one to the next: a slow moment of the machine meets all of them, and
  // what was read of Notion in the round before is too old to be shown.
  for (let round = 1; round <= ROUNDS; round++)
    for (const view of views) {
      measure(view.name, view)
      if (view.kept) measure(`${view.name}, again within a minute`, view)
    }
  const all = [...reports.values()].flat()
  const speeds = all.map((report) => report.environment.benchmarkIndex).sort((a, b) => a - b)
  console.log(
    `Lighthouse, mobile, Notion ${LATENCY_MS} ms a call: median of ${ROUNDS} (${CATEGORIES.join(' / ')})`,
  )
  for (const [name, own] of reports) {
    const medians = CATEGORIES.map((category) => median(own.map((report) => score(report, category))))
    const performance = own.map((report) => score(report, 'performance'))
    const value = (id: string) => Math.round(median(own.map((one) => one.audits[id]?.numericValue ?? 0)))
    const faults = Object.entries(own[0]?.audits ?? {})
      .filter(([, audit]) => audit.score === 0 && audit.scoreDisplayMode === 'binary')
      .map(([id]) => id)
    console.log(
      `${medians.join(' / ')}  ${name.padEnd(42)}  performance ${performance.join(' ')}; LCP ${value('largest-contentful-paint')} ms, blocked ${value('total-blocking-time')} ms${faults.length > 0 ? `  (${faults.join(', ')})` : ''}`,
    )
  }
  console.log(
    `The machine's benchmark index ${Math.round(speeds[0] ?? 0)} to ${Math.round(speeds.at(-1) ?? 0)}, median ${Math.round(median(speeds))}; ${runsAgain} runs had to be repeated for want of a trace.`,
  )
})
rmSync(folder, { recursive: true, force: true })
process.exit(0)
