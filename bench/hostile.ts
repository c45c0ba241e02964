import { COSTLY_TITLES } from '../packages/notion-emulator'
import { addressOf, type HttpPerson } from '../test-support/http-person'
import type { NotionAdmin } from '../test-support/notion-admin'
import { type Watched, watched } from '../test-support/watch-process'
import { withCostlyPages } from './installation'

/** What no view may exceed. */
const MAX_UNANSWERED_MS = 200
const MAX_GROWTH_BYTES = 150_000_000
/** A view that is not over by then is left, as a person would. */
const PATIENCE_MS = 60_000

interface Measured extends Watched {
  readonly bytes: number
  readonly ms: number
  /** An answer that was not 200, or that did not end. */
  readonly note: string
}

/** Reads a whole response, or as much as arrives while a person waits. */
async function read(person: HttpPerson, path: string): Promise<Pick<Measured, 'bytes' | 'ms' | 'note'>> {
  const start = performance.now()
  let bytes = 0
  let note = ''
  try {
    const response = await person.request(path, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (response.status !== 200) note = `status ${response.status}`
    for await (const chunk of response.body ?? []) bytes += chunk.length
  } catch (error) {
    const left = error instanceof Error && error.name === 'TimeoutError'
    note = left ? `left after ${PATIENCE_MS / 1000} s` : 'no answer'
  }
  return { bytes, ms: performance.now() - start, note }
}

interface View {
  readonly name: string
  readonly path: string
}

async function measure(person: HttpPerson, app: { url: string; pid: number }, view: View): Promise<Measured> {
  const { result, seen } = await watched(app, () => read(person, view.path))
  return { ...result, ...seen }
}

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1)

function print(name: string, measured: Measured): boolean {
  const { longest, busiest, bytes, ms, before, most, alive, note } = measured
  const growth = Math.max(0, most - before)
  const good = alive && busiest <= MAX_UNANSWERED_MS && growth <= MAX_GROWTH_BYTES
  console.log(
    [
      `${Math.round(busiest)} ms`.padStart(10),
      `${Math.round(longest)} ms`.padStart(10),
      `${megabytes(bytes)} MB`.padStart(9),
      `${megabytes(growth)} MB`.padStart(9),
      `${(ms / 1000).toFixed(1)} s`.padStart(7),
      ` ${good ? '  ' : '! '}${name}${note ? `, ${note}` : ''}${alive ? '' : ', THE PROCESS ENDED'}`,
    ].join(' '),
  )
  return good
}

interface Case {
  readonly name: string
  /** Its page in the costly workspace, or a path of that workspace or of the ordinary one. */
  readonly find: (person: HttpPerson, places: { main: string; costly: string }) => Promise<string>
  readonly before?: (notion: NotionAdmin) => Promise<unknown>
}

const titled = (title: string): Case => ({
  name: title,
  find: (person, { costly }) => addressOf(person, costly, title),
})

const ENDLESS: readonly [string, Case['find']][] = [
  ['page', (person, { main }) => addressOf(person, main, 'Long read')],
  ['tree', async (_person, { main }) => main],
  ['people', async (_person, { main }) => `${main}/people?upTo=100000`],
  ['row', (person, { costly }) => addressOf(person, costly, 'Long properties, the row')],
]

const cases: readonly Case[] = [
  {
    name: 'an ordinary page, for comparison',
    find: (person, { main }) => addressOf(person, main, 'Long read'),
  },
  ...COSTLY_TITLES.filter((title) => title !== 'Long properties').map(titled),
  titled('Long properties, the row'),
  ...(['empty', 'same cursor'] as const).flatMap((endlessLists) =>
    ENDLESS.map(
      ([what, find]): Case => ({
        name: `${what} whose lists never end: ${endlessLists}`,
        find,
        before: (notion) => notion.switches({ endlessLists }),
      }),
    ),
  ),
  {
    name: 'an answer of 500 MB',
    find: (person, { main }) => addressOf(person, main, 'Brand'),
    before: (notion) =>
      notion.fault({ route: 'GET /v1/blocks/*', kind: 'oversized', bytes: 500_000_000, times: 9 }),
  },
]

const wanted = process.argv.slice(2)
const chosen = cases.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
console.log(
  `Each page in a process of its own, after three ordinary views. No view may leave others unanswered for more than ${MAX_UNANSWERED_MS} ms, or grow the process by more than ${MAX_GROWTH_BYTES / 1_000_000} MB. Beside it the time by the clock, in which the app also waited for a processor.`,
)
console.log('unanswered   by clock      sent    growth    view')
let bad = 0
for (const one of chosen)
  await withCostlyPages(async ({ app, notion, person, main, costly }) => {
    const path = await one.find(person, { main, costly })
    // The code of each view is compiled, and what it needs is loaded.
    for (const title of ['Every block', 'Tasks', 'Meeting notes'])
      await person.html(await addressOf(person, main, title))
    await one.before?.(notion)
    if (!print(one.name, await measure(person, app, { name: one.name, path }))) bad += 1
  })
console.log(bad === 0 ? 'All within the bounds.' : `${bad} of ${chosen.length} beyond the bounds (!).`)
process.exit(bad === 0 ? 0 : 1)
