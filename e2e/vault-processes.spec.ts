import type { AppProcess } from '@/test-support/app-process'
import { HttpPerson } from '@/test-support/http-person'
import { EXCHANGES, REFRESHES } from '@/test-support/notion-admin'
import { startProxyBefore, throughProxy } from '@/test-support/tcp-proxy'
import { allowed, beside, coolDownEnds, expectAllKnown, submitAt, view, wordsOf } from './further-processes'
import { expect, type Installation, test } from './installation'

// Several processes share one database, so these need PostgreSQL.
const SEVERAL = { tag: '@several-processes' }
const STORED = /\/workspaces(\?|$)/
const TOKEN = 'POST /v1/oauth/token'
const REVOKES = 'POST /v1/oauth/revoke'
const CONNECTIONS = '/settings/connections'

/** One further process whose way to the database can be disturbed. */
async function besideBehindProxy(
  installation: Installation,
  work: (process: AppProcess, proxy: Awaited<ReturnType<typeof startProxyBefore>>) => Promise<void>,
): Promise<void> {
  const url = installation.environment.DATABASE_URL ?? ''
  const proxy = await startProxyBefore(url)
  try {
    await beside(
      installation,
      1,
      async ([process]) => {
        if (process) await work(process, proxy)
      },
      { DATABASE_URL: throughProxy(url, proxy) },
    )
  } finally {
    await proxy.close()
  }
}

const received = async ({ store }: Installation) =>
  (await store.query(`SELECT 1 FROM "PendingRevocation" WHERE "reason" = 'received'`)).length

/** Waits until a callback has written its pair ahead. */
const writtenAhead = (installation: Installation) =>
  expect.poll(() => received(installation), { intervals: [20], timeout: 60_000 }).toBe(2)

test(
  'a view refreshes in one process while another stores a reconnect: the person is signed in',
  SEVERAL,
  async ({ installation }) => {
    const { app, emulator, notion } = installation
    const person = new HttpPerson(app.url)
    const id = await person.signIn(emulator, notion)
    await besideBehindProxy(installation, async (slow, proxy) => {
      const again = new HttpPerson(app.url)
      const back = await allowed(again, installation)
      proxy.delay(100)
      const callback = again.request(back, {}, slow.url)
      await writtenAhead(installation)
      // Its pair is not the connection's yet, and stays so until the view is over.
      proxy.freeze()
      expect(await view(person, id, app)).toContain('Open in Notion')
      expect(app.output().includes('an active pending pair replaced one')).toBe(true)
      proxy.delay(0)
      proxy.thaw()
      const answer = await callback
      expect(answer.headers.get('location')).toMatch(STORED)
      expect(await view(again, id, slow)).toContain('Open in Notion')
      await expectAllKnown(installation)
    })
  },
)

test(
  'a process that is killed between the write-ahead and the COMMIT of a sign-in: the connection lives on by its pair',
  SEVERAL,
  async ({ installation }) => {
    const { app, emulator, notion, store } = installation
    const person = new HttpPerson(app.url)
    const id = await person.signIn(emulator, notion)
    await besideBehindProxy(installation, async (victim, proxy) => {
      const again = new HttpPerson(app.url)
      const back = await allowed(again, installation)
      proxy.delay(100)
      const callback = again.request(back, {}, victim.url).catch(() => 'cut off with the process')
      await writtenAhead(installation)
      proxy.freeze()
      await victim.kill('SIGKILL')
      await callback
    })
    // Who was asking Notion about the pair has ended in the middle as well: its claim has not run out.
    await store.query(`UPDATE "PendingRevocation" SET "claimedUntil" = clock_timestamp() + interval '1 hour'`)
    expect(await view(person, id, app)).not.toContain('Open in Notion')
    const states = () => store.query('SELECT "state", "generation" FROM "Connection"')
    expect(await states()).toEqual([{ state: 'active', generation: 1 }])
    await store.query('UPDATE "PendingRevocation" SET "claimedUntil" = clock_timestamp()')
    await coolDownEnds(installation)
    expect(await view(person, id, app)).toContain('Open in Notion')
    expect(await states()).toEqual([{ state: 'active', generation: 2 }])
    expect((await notion.counts())[REVOKES] ?? 0).toBe(0)
    await expectAllKnown(installation)
  },
)

test(
  'sign-ins, views and disconnects of one person in three processes at once: no deadlock, no token unknown',
  SEVERAL,
  async ({ installation }) => {
    const { app, emulator, notion, store } = installation
    const person = new HttpPerson(app.url)
    await person.signIn(emulator, notion)
    await beside(installation, 2, async (further) => {
      const processes = [app, ...further]
      for (let round = 0; round < 3; round++) {
        await notion.expire()
        const ids = await store.query<{ id: string }>('SELECT "id" FROM "Connection"')
        const backs = await Promise.all(
          Array.from({ length: 6 }, async () => {
            const browser = new HttpPerson(app.url)
            return { browser, back: await allowed(browser, installation) }
          }),
        )
        const statuses = await Promise.all([
          ...backs.map(async ({ browser, back }, index) => {
            const answer = await browser.request(back, {}, processes[index % 3]?.url)
            // What a disconnect met before it was stored is given back with the rest, and that is what is said.
            expect(answer.headers.get('location')).toMatch(/\/workspaces(\?|$)|reason=taken-back/)
            return answer.status
          }),
          ...ids.flatMap(({ id }) =>
            processes.map(async (one) => (await person.request(`/workspaces/${id}`, {}, one.url)).status),
          ),
          submitAt(person, processes[round % 3] ?? app, CONNECTIONS, 'Disconnect').then(
            (answer) => answer.status,
          ),
        ])
        for (const status of statuses) expect(status).toBeLessThan(500)
      }
      const [stats] = await store.query<{ deadlocks: number }>(
        'SELECT "deadlocks"::int AS "deadlocks" FROM pg_stat_database WHERE datname = current_database()',
      )
      expect(stats?.deadlocks).toBe(0)
      // A disconnect that came last has ended the connection: then signing in makes it again.
      const id = await person.signIn(emulator, notion)
      for (const one of processes) expect(await view(person, id, one)).toContain('Open in Notion')
      await expectAllKnown(installation)
    })
  },
)

test(
  'twenty browsers of one person sign in at three processes at once: the connection works in each',
  SEVERAL,
  async ({ installation }) => {
    const { app, emulator, notion, store } = installation
    const person = new HttpPerson(app.url)
    const id = await person.signIn(emulator, notion)
    await beside(installation, 2, async (further) => {
      const processes = [app, ...further]
      const browsers: { browser: HttpPerson; back: string }[] = []
      for (let count = 0; count < 20; count++) {
        const browser = new HttpPerson(app.url)
        browsers.push({ browser, back: await allowed(browser, installation) })
      }
      const answers = await Promise.all(
        browsers.map(({ browser, back }, index) => browser.request(back, {}, processes[index % 3]?.url)),
      )
      for (const answer of answers) expect(answer.headers.get('location')).toMatch(STORED)
      // The first one's session may be among those that were one too many.
      const last = browsers.at(-1)?.browser ?? person
      for (const one of processes) {
        await coolDownEnds(installation)
        expect(await view(last, id, one)).toContain('Open in Notion')
      }
      expect(await store.query('SELECT "id", "state" FROM "Connection"')).toEqual([{ id, state: 'active' }])
      await expectAllKnown(installation)
    })
  },
)

test(
  'a refresh whose answer one process lost, reconnected and refreshed in others: the end is not provable',
  SEVERAL,
  async ({ installation }) => {
    const { app, emulator, notion } = installation
    const person = new HttpPerson(app.url)
    const id = await person.signIn(emulator, notion)
    await notion.switches({ keepOldPair: true })
    await beside(installation, 2, async ([second, third]) => {
      if (!second || !third) throw new Error('too few processes were started')
      await notion.expire()
      await notion.fault({ route: TOKEN, kind: 'drop-after' })
      expect(await view(person, id, second)).not.toContain('Open in Notion')
      await coolDownEnds(installation)
      await person.request(await allowed(person, installation), {}, third.url)
      await notion.expire()
      expect(await view(person, id, app)).toContain('Open in Notion')
      const ended = await submitAt(person, second, CONNECTIONS, 'Disconnect')
      const told = wordsOf(
        await (await person.request(ended.headers.get('location') ?? '', {}, app.url)).text(),
      )
      expect(told).toMatch(/can’t (prove|confirm)/)
      expect((await installation.notion.aliveTokens()).map((one) => one.use)).toContain('refresh')
    })
  },
)

test(
  'a process that can’t write ahead what a second sign-in brought: it is kept, and nothing of its bot is revoked',
  SEVERAL,
  async ({ installation }) => {
    const { app, emulator, notion } = installation
    const person = new HttpPerson(app.url)
    const id = await person.signIn(emulator, notion)
    await notion.switches({ revokeScope: 'bot', keepOldPair: true })
    await besideBehindProxy(installation, async (other, proxy) => {
      const second = new HttpPerson(app.url)
      const back = await allowed(second, installation)
      await notion.clearLog()
      await notion.fault({ route: TOKEN, kind: 'latency-after', latencyMs: 1_500 })
      const callback = second.request(back, {}, other.url)
      await expect.poll(async () => (await notion.counts())[EXCHANGES], { timeout: 60_000 }).toBe(1)
      await proxy.refuse()
      expect((await callback).headers.get('location')).toContain('/problem?')
      expect(await view(person, id, app)).toContain('Open in Notion')
      const stopped = other.kill('SIGTERM')
      await expect.poll(() => other.output()).toContain('a received pair could not be stored; retrying')
      await proxy.accept()
      expect(await stopped).toBe(0)
      expect(other.output()).not.toContain('it is lost')
    })
    expect(await received(installation)).toBe(2)
    expect(await view(person, id, app)).toContain('Open in Notion')
    const counts = await notion.counts()
    expect(counts[REVOKES] ?? 0).toBe(0)
    expect(counts[REFRESHES] ?? 0).toBe(0)
    await expectAllKnown(installation)
  },
)

interface Ready {
  readonly revocations: { readonly waiting: number; readonly oldestSeconds: number }
}

const health = async (one: AppProcess) =>
  ((await (await fetch(`http://127.0.0.1:${one.port}/api/health/ready`)).json()) as Ready).revocations

test(
  'health of every process counts a live connection’s replaced tokens neither as waiting nor by their age',
  SEVERAL,
  async ({ installation }) => {
    const { app, emulator, notion, store } = installation
    const person = new HttpPerson(app.url)
    const id = await person.signIn(emulator, notion)
    // Notion goes on honouring the pair that was replaced, so its tokens stay among the pending.
    await notion.switches({ keepOldPair: true, revokeScope: 'nothing' })
    await beside(installation, 1, async ([second]) => {
      if (!second) throw new Error('no process was started')
      await person.request(await allowed(person, installation), {}, second.url)
      expect(await view(person, id, app)).toContain('Open in Notion')
      await store.query(
        `UPDATE "PendingRevocation" SET "createdAt" = clock_timestamp() - interval '3 hours', "notBefore" = clock_timestamp()`,
      )
      const rows = () =>
        store.query<{ reason: string; attempts: number }>(
          'SELECT "reason", "attempts" FROM "PendingRevocation"',
        )
      expect((await rows()).map((row) => row.reason)).toEqual(['replaced', 'replaced'])
      for (const one of [app, second])
        expect(await health(one)).toMatchObject({ waiting: 0, oldestSeconds: 0 })
      // Once the connection has ended they wait, and their age counts.
      await submitAt(person, second, CONNECTIONS, 'Disconnect')
      for (const one of [app, second]) {
        const { waiting, oldestSeconds } = await health(one)
        expect(waiting).toBe((await rows()).length)
        expect(waiting).toBeGreaterThan(0)
        expect(oldestSeconds).toBeGreaterThan(10_000)
      }
    })
  },
)

test(
  'disconnects whose tokens can’t be proven, worked on by three processes at once: each is told once in Activity',
  SEVERAL,
  async ({ installation }) => {
    const { app, emulator, notion, store } = installation
    const person = new HttpPerson(app.url)
    const workspaces = (await notion.people())[0]?.workspaces ?? []
    expect(workspaces.length).toBeGreaterThan(1)
    for (const index of workspaces.keys()) await person.signIn(emulator, notion, index)
    await notion.switches({ revokeScope: 'nothing' })
    await beside(installation, 2, async (further) => {
      const processes = [app, ...further]
      for (const index of workspaces.keys())
        await submitAt(person, processes[index % 3] ?? app, CONNECTIONS, 'Disconnect')
      await notion.switches({ latencyMs: 300 })
      await store.query(
        `UPDATE "PendingRevocation" SET "createdAt" = clock_timestamp() - interval '8 days', "notBefore" = clock_timestamp(), "claimedUntil" = NULL`,
      )
      const open = () => store.query(`SELECT 1 FROM "PendingRevocation" WHERE "status" <> 'not_provable'`)
      await expect.poll(async () => (await open()).length, { timeout: 60_000 }).toBe(0)
      expect(await store.query('SELECT 1 FROM "PendingRevocation"')).toHaveLength(2 * workspaces.length)
      for (const one of processes) {
        const told = wordsOf(await (await person.request('/settings/activity', {}, one.url)).text())
        expect(told.split('We can’t confirm that all access to').length - 1).toBe(workspaces.length)
        expect(told).not.toContain('Notion confirmed that access')
      }
    })
  },
)

const LOST = 'We lost an answer from Notion while renewing access'

for (const begun of ['a sign-in in another browser', 'a change of the shared pages'] as const)
  for (const how of ['its answer is lost', 'its process is killed before the answer'] as const)
    test(
      `${begun} at another process, ${how}: the page, the connection and Disconnect say what is known`,
      SEVERAL,
      async ({ installation }) => {
        const { app, emulator, notion, store } = installation
        const person = new HttpPerson(app.url)
        const id = await person.signIn(emulator, notion)
        await beside(installation, 2, async ([exchanging, third]) => {
          if (!exchanging || !third) throw new Error('too few processes were started')
          const browser = begun === 'a sign-in in another browser' ? new HttpPerson(app.url) : person
          const begin = async () => {
            if (browser !== person) return browser.begin()
            const left = await submitAt(person, exchanging, CONNECTIONS, 'Change shared pages')
            return new URL(left.headers.get('location') ?? '')
          }
          const back = await allowed(browser, installation, await begin())
          const lost = how === 'its answer is lost'
          await notion.fault({
            route: TOKEN,
            grantType: 'authorization_code',
            ...(lost ? { kind: 'drop-after' } : { kind: 'latency-after', latencyMs: 5_000 }),
          })
          const callback = browser.request(back, {}, exchanging.url).catch(() => null)
          if (lost) {
            const problem = (await callback)?.headers.get('location') ?? ''
            expect(problem).toContain('reason=answer-lost')
            const page = wordsOf(await (await browser.request(problem, {}, third.url)).text())
            expect(page).toContain('Notion may have granted access that Latchkey doesn’t know about')
            expect(page).not.toMatch(/saved nothing|nothing was (changed|stored)|being given back/i)
          } else {
            await expect.poll(async () => (await notion.issued()).tokens.length).toBe(4)
            await exchanging.kill('SIGKILL')
            await callback
            // Its time is over.
            await store.query(
              `UPDATE "CodeExchange" SET "startedAt" = clock_timestamp() - interval '2 minutes'`,
            )
          }
          // The pair that Notion minted took the place of the connection's.
          await expect.poll(() => view(person, id, app), { timeout: 60_000 }).toContain(LOST)
          const ended = await submitAt(person, third, CONNECTIONS, 'Disconnect')
          const told = wordsOf(
            await (await person.request(ended.headers.get('location') ?? '', {}, app.url)).text(),
          )
          expect(told).toContain('We can’t prove that Notion revoked all of it')
          expect(told).not.toContain('Notion confirmed that its tokens were revoked')
          // What nobody knows lives: that is why nothing was confirmed.
          expect((await notion.aliveTokens()).filter((one) => !one.delivered || !lost)).toHaveLength(2)
        })
      },
    )
