import { setTimeout as delay } from 'node:timers/promises'
import { type AppProcess, startApp } from '@/test-support/app-process'
import { HttpPerson } from '@/test-support/http-person'
import { REFRESHES } from '@/test-support/notion-admin'
import { startProxyBefore, throughProxy } from '@/test-support/tcp-proxy'
import { expect, type Installation, test } from './installation'

const LATE_MS = 1_500
/** A process whose way to the database can be disturbed, while it holds a pair that Notion issued and no row has. */
async function holdingARefreshedPair(
  installation: Installation,
  work: (held: {
    app: AppProcess
    id: string
    proxy: Awaited<ReturnType<typeof startProxyBefore>>
  }) => Promise<void>,
): Promise<void> {
  const { emulator, notion, environment } = installation
  const person = new HttpPerson(installation.app.url)
  const id = await person.signIn(emulator, notion)
  const url = environment.DATABASE_URL ?? ''
  const proxy = await startProxyBefore(url)
  const app = await startApp({ ...environment, DATABASE_URL: throughProxy(url, proxy), PORT: undefined })
  try {
    await notion.expire()
    await notion.clearLog()
    await notion.fault({ route: 'POST /v1/oauth/token', kind: 'latency-after', latencyMs: LATE_MS })
    person
      .request(`/workspaces/${id}`, {}, app.url)
      .then((response) => response.text())
      .catch(() => 'cut off with the process')
    await expect.poll(async () => (await notion.counts())[REFRESHES]).toBe(1)
    await work({ app, id, proxy })
  } finally {
    await proxy.close()
    await app.kill('SIGKILL')
  }
}

test('SIGTERM while the database is away for a moment: the refreshed pair is written before the process ends', async ({
  installation,
}) => {
  await holdingARefreshedPair(installation, async ({ app, proxy }) => {
    await proxy.refuse()
    const stopped = app.kill('SIGTERM')
    await delay(2 * LATE_MS)
    await proxy.accept()
    expect(await stopped).toBe(0)
    expect(app.output()).toContain('a refreshed pair could not be stored; retrying')
    expect(app.output()).not.toContain('it is lost')
  })
  const rows = await installation.store.query('SELECT "generation", "unsettledSince" FROM "Connection"')
  expect(rows).toEqual([{ generation: 2, unsettledSince: null }])
})

test('SIGTERM while the database stays silent: it ends in time, and the log names the connection whose pair is lost', async ({
  installation,
}) => {
  await holdingARefreshedPair(installation, async ({ app, id, proxy }) => {
    proxy.freeze('new connections')
    // Not by the SIGKILL that follows after 30 s.
    expect(await app.kill('SIGTERM')).toBe(0)
    const lines = app
      .output()
      .split('\n')
      .filter((line) => line.includes('it is lost'))
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ connection: id, issuedBy: 'refresh' })
  })
  // What is left says that the outcome of this refresh is not known.
  const rows = await installation.store.query('SELECT "generation", "unsettledSince" FROM "Connection"')
  expect(rows).toEqual([{ generation: 1, unsettledSince: expect.any(Date) }])
})
