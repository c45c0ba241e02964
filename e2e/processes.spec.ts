import { type AppProcess, startApp } from '@/test-support/app-process'
import { HttpPerson } from '@/test-support/http-person'
import { REFRESHES } from '@/test-support/notion-admin'
import { furtherProcesses } from './further-processes'
import { expect, type Installation, test } from './installation'

const REQUESTS = 500

/** Kills the process that is at work on `path`; what goes on then: another one, on PGlite the same started again. */
async function afterKilling(installation: Installation, atWork: (victim: AppProcess) => Promise<void>) {
  if (installation.kind === 'PostgreSQL') {
    const [victim] = await furtherProcesses(installation, 1)
    if (!victim) throw new Error('no process was started')
    await atWork(victim)
    await victim.kill('SIGKILL')
    return { goOn: async () => installation.app }
  }
  await atWork(installation.app)
  await installation.app.kill('SIGKILL')
  return {
    async goOn() {
      installation.app = await startApp(installation.environment)
      return installation.app
    },
  }
}

/** All at once, each to the next address; how many did not show Notion's part. */
async function failuresOf(person: HttpPerson, addresses: readonly string[], path: string): Promise<string[]> {
  const all = Array.from({ length: REQUESTS }, async (_, index) => {
    const response = await person.request(path, {}, addresses[index % addresses.length])
    const html = await response.text()
    if (response.status === 200 && html.includes('per file') && html.includes('Open in Notion')) return null
    const words = html.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    return `${response.status} ${response.headers.get('location')} ${words.slice(words.indexOf('Sort'))}`
  })
  return (await Promise.all(all)).filter((failure) => failure !== null)
}

test('500 requests at once meet an expired token: one refresh, none fails', { tag: '@alone' }, async ({
  installation,
}) => {
  const { app, emulator, notion, kind } = installation
  const person = new HttpPerson(app.url)
  const id = await person.signIn(emulator, notion)
  const further = kind === 'PostgreSQL' ? await furtherProcesses(installation, 2) : []
  try {
    const addresses = [app, ...further].map((one) => one.url)
    // Each process has drawn the page once: what is measured is the refresh, not the start.
    for (const address of addresses) await person.request(`/workspaces/${id}`, {}, address)
    await notion.expire()
    await notion.clearLog()
    const failures = await failuresOf(person, addresses, `/workspaces/${id}`)
    const refreshes = (await notion.counts())[REFRESHES]
    process.stdout.write(
      `${REQUESTS} requests to ${addresses.length} process(es) on ${kind}, expired token: ${refreshes} refresh(es), ${failures.length} failed\n`,
    )
    expect(failures).toEqual([])
    expect(refreshes).toBe(1)
    expect(further.map((one) => one.output()).join('\n')).not.toMatch(/ntn_|nrt_/)
  } finally {
    await Promise.all(further.map((one) => one.kill()))
  }
})

for (const { when, fault, ends } of [
  { when: 'before Notion acted: the next need refreshes', fault: 'hang', ends: 'active' },
  {
    when: 'after Notion acted: the person is told that an answer was lost',
    fault: 'hang-after',
    ends: 'reconnect_required',
  },
] as const)
  test(`kill -9 of the process that refreshes, ${when}`, async ({ installation }) => {
    const { app, emulator, notion, store } = installation
    const person = new HttpPerson(app.url)
    const id = await person.signIn(emulator, notion)
    await notion.expire()
    await notion.clearLog()
    await notion.fault({ route: 'POST /v1/oauth/token', kind: fault })
    const { goOn } = await afterKilling(installation, async (victim) => {
      person
        .request(`/workspaces/${id}`, {}, victim.url)
        .then((response) => response.text())
        .catch(() => 'cut off with the process')
      await expect.poll(async () => (await notion.counts())[REFRESHES]).toBe(1)
    })
    const COLUMNS = '"unsettledSince", "leaseHolder", "state", "stateReason", "generation"'
    const readRow = async () =>
      (await store.query(`SELECT ${COLUMNS} FROM "Connection" WHERE "id" = $1`, [id]))[0]
    expect(await readRow()).toMatchObject({
      unsettledSince: expect.any(Date),
      leaseHolder: expect.any(String),
      generation: 1,
    })
    // The lease runs out.
    await store.query('UPDATE "Connection" SET "leaseExpiresAt" = clock_timestamp()')
    await goOn()
    const html = await person.html(`/workspaces/${id}`)
    if (installation.kind === 'PGlite') await installation.app.kill('SIGTERM')
    const row = await readRow()
    if (ends === 'active') {
      expect(html).toContain('Open in Notion')
      expect(row).toMatchObject({ state: 'active', generation: 2 })
    } else {
      expect(html).toContain('We lost an answer from Notion')
      expect(row).toMatchObject({ state: 'reconnect_required', stateReason: 'answer_lost' })
    }
    // A pair that reached nobody is the only one that may live unstored.
    const { tokens } = await notion.issued()
    expect(tokens.filter((one) => one.alive && one.delivered)).toHaveLength(ends === 'active' ? 2 : 0)
  })
