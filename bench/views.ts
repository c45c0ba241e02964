import { setTimeout as delay } from 'node:timers/promises'
import { addressOf, scriptBytes } from '../test-support/http-person'
import { type Bench, withApp } from './installation'
import { median } from './median'

const LATENCY_MS = 150
const RATE_LIMIT = { requests: 180, windowMs: 60_000 }
const REPEATS = 5

interface Seen {
  readonly calls: number
  readonly queries: number
  /** Milliseconds from the request. */
  readonly firstByte: number
  /** Notion's first own content, and the last. */
  readonly first: number
  readonly last: number
  readonly html: string
}

/** Reads a view as it streams. `content` is there where Notion's own part begins. */
async function see({ person, notion, app }: Bench, path: string, content: RegExp): Promise<Seen> {
  await notion.clearLog()
  const queriesBefore = app.output().split('"a query"').length
  const start = performance.now()
  const response = await person.request(path)
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let html = ''
  let firstByte = 0
  let first = 0
  let last = 0
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done) break
    last = performance.now() - start
    firstByte ||= last
    html += decoder.decode(value, { stream: true })
    if (!first && content.test(html)) first = last
  }
  await delay(50)
  const queries = app.output().split('"a query"').length - queriesBefore
  const calls = (await notion.log()).length
  return { calls, queries, firstByte, first, last, html }
}

async function measure(bench: Bench): Promise<void> {
  const { person, notion, main, large } = bench
  const longRead = await addressOf(person, main, 'Long read')
  const fiveThousand = await addressOf(person, main, 'Measurements')
  const views: [string, string, RegExp][] = [
    ['workspaces', '/workspaces', /<h1/],
    ['tree, a few hundred pages', main, /Open in Notion/],
    ['tree, 10,000 pages', large, /Open in Notion/],
    ['page, 2,000 blocks 8 deep', longRead, /class="notion-content[\s\S]*<p /],
    ['the same as Markdown', `${longRead}/markdown`, /./],
    ['table, 5,000 rows', fiveThousand, /data-row="0"/],
    ['people, 500', `${main}/people`, /skip-offscreen/],
    ['search', `${main}/search?q=plan`, /Open in Notion|result/],
  ]
  await notion.switches({ latencyMs: LATENCY_MS })
  console.log(
    `Notion ${LATENCY_MS} ms a call; median of ${REPEATS}, each after "Refresh"; then once more within the minute`,
  )
  console.log('calls  queries  first byte  first content  last content  JS gzip  view')
  for (const [name, path, content] of views) {
    const runs: Seen[] = []
    for (let run = 0; run < REPEATS; run++) {
      if (path !== '/workspaces') await person.submit(path.startsWith(large) ? large : main, 'Refresh', {})
      runs.push(await see(bench, path, content))
    }
    const again = await see(bench, path, content)
    const [sample] = runs
    const of = (figure: (seen: Seen) => number) => Math.round(median(runs.map(figure)))
    console.log(
      [
        String(of((seen) => seen.calls)).padStart(5),
        String(of((seen) => seen.queries)).padStart(8),
        `${of((seen) => seen.firstByte)} ms`.padStart(11),
        `${of((seen) => seen.first)} ms`.padStart(14),
        `${of((seen) => seen.last)} ms`.padStart(13),
        `${((await scriptBytes(person, sample?.html ?? '')) / 1000).toFixed(1)} kB`.padStart(8),
        ` ${name}; again: ${again.calls} calls, ${again.queries} queries, ${Math.round(again.last)} ms`,
      ].join(' '),
    )
  }
}

/** Loads the same pages with Notion’s rate limit on: none fails, and a page that waits says so. */
async function underTheLimit({ person, notion, main, large, ...rest }: Bench): Promise<void> {
  const bench = { person, notion, main, large, ...rest }
  await notion.switches({ rateLimit: RATE_LIMIT })
  console.log(`With ${RATE_LIMIT.requests} calls a minute a connection, all of these one after another:`)
  const longRead = await addressOf(person, main, 'Long read')
  for (let view = 1; view <= 3; view++) {
    // On the one page that asks Notion nothing: another would wait in its place.
    await person.submit(`${main}/search`, 'Refresh', {})
    const seen = await see(bench, longRead, /class="notion-content[\s\S]*<p /)
    const failed = /Notion could not be reached|Notion reported an error|could not be shown/.test(seen.html)
    const told = /Notion asks us to wait/.test(seen.html)
    console.log(
      `  page of 2,000 blocks, view ${view}: ${seen.calls} calls, ${(seen.last / 1000).toFixed(1)} s to the last block, ${failed ? 'FAILED' : 'nothing failed'}${told ? ', the person was told to wait' : ''}`,
    )
  }
}

await withApp(
  async (bench) => {
    await measure(bench)
    await underTheLimit(bench)
  },
  // Each query is logged: that is how they are counted.
  { logLevel: 'trace' },
)
process.exit(0)
