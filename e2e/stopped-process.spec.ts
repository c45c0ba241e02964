import { setTimeout as delay } from 'node:timers/promises'
import type { AppProcess } from '@/test-support/app-process'
import { HttpPerson } from '@/test-support/http-person'
import { REFRESHES } from '@/test-support/notion-admin'
import { startProxyBefore, throughProxy } from '@/test-support/tcp-proxy'
import { beside, expectAllKnown, submitAt, view, wordsOf } from './further-processes'
import { expect, type Installation, test } from './installation'

// Several processes share one database, so these need PostgreSQL.
const SEVERAL = { tag: '@several-processes' }
const TOKEN = 'POST /v1/oauth/token'
const CONNECTIONS = '/settings/connections'
const WORKS = 'Open in Notion'
const ANSWER_LOST = 'We lost an answer from Notion while renewing access'
/** One request to Notion may take 10 s. */
const BEYOND_DEADLINE_MS = 12_000
/** The SDK's default time limit for a request is 60 s. */
const BEYOND_EVERY_TIMER_MS = 62_000
/** Another process takes the lease after 30 s and, where it is refused, waits 10 s for a late answer. */
const TAKEN_OVER = { timeout: 90_000, intervals: [1_000] }

/** As a person's laptop lid, a debugger or an orchestrator does it: the process keeps its memory and its sockets. */
const stop = ({ pid }: AppProcess) => process.kill(pid, 'SIGSTOP')
const resume = ({ pid }: AppProcess) => process.kill(pid, 'SIGCONT')

const states = ({ store }: Installation) => store.query('SELECT "state", "generation" FROM "Connection"')

async function signedIn(installation: Installation) {
  const person = new HttpPerson(installation.app.url)
  const id = await person.signIn(installation.emulator, installation.notion)
  await installation.notion.expire()
  await installation.notion.clearLog()
  return { person, id }
}

/** Asks a process for a page, so that it refreshes, and stops it once Notion has rotated the tokens. */
async function stoppedBeforeTheAnswer(
  { notion }: Installation,
  { person, id }: Awaited<ReturnType<typeof signedIn>>,
  refreshing: AppProcess,
) {
  await notion.fault({ route: TOKEN, grantType: 'refresh_token', kind: 'latency-after', latencyMs: 2_000 })
  const shown = view(person, id, refreshing)
  await expect
    .poll(async () => (await notion.issued()).tokens.length, { intervals: [20], timeout: 60_000 })
    .toBe(4)
  stop(refreshing)
  return { shown }
}

test(
  'a process stopped for longer than the lease, its refresh request on the way to Notion: another refreshes, and the late request does no harm',
  SEVERAL,
  async ({ installation }) => {
    const { app, emulator, notion } = installation
    const signed = await signedIn(installation)
    const { person, id } = signed
    const proxy = await startProxyBefore(emulator.url)
    const through = { NOTION_API_URL: new URL(throughProxy(emulator.url, proxy)).origin }
    try {
      await beside(
        installation,
        1,
        async ([refreshing]) => {
          if (!refreshing) throw new Error('no process was started')
          const held = proxy.holdRequest(TOKEN)
          const shown = view(person, id, refreshing)
          await held
          stop(refreshing)
          await expect.poll(() => view(person, id, app), TAKEN_OVER).toContain(WORKS)
          expect((await notion.counts())[REFRESHES]).toBe(1)
          // Only now it reaches Notion, with a refresh token that is spent.
          proxy.thaw()
          await expect.poll(async () => (await notion.counts())[REFRESHES]).toBe(2)
          resume(refreshing)
          expect(await shown).toMatch(/Open in Notion|Notion asks us to wait/)
          for (const one of [refreshing, app]) expect(await view(person, id, one)).toContain(WORKS)
        },
        through,
      )
    } finally {
      await proxy.close()
    }
    expect(await states(installation)).toEqual([{ state: 'active', generation: 2 }])
    expect((await notion.counts())[REFRESHES]).toBe(2)
    await expectAllKnown(installation)
  },
)

test(
  'a process stopped for longer than the lease, Notion’s answer on its way back: the others say that it was lost, until it is read',
  SEVERAL,
  async ({ installation }) => {
    const { app, notion } = installation
    const signed = await signedIn(installation)
    const { person, id } = signed
    await beside(installation, 1, async ([refreshing]) => {
      if (!refreshing) throw new Error('no process was started')
      const { shown } = await stoppedBeforeTheAnswer(installation, signed, refreshing)
      const timers = delay(BEYOND_EVERY_TIMER_MS)
      await expect.poll(() => view(person, id, app), TAKEN_OVER).toContain(ANSWER_LOST)
      expect(await states(installation)).toEqual([{ state: 'reconnect_required', generation: 1 }])
      await timers
      resume(refreshing)
      await expect.poll(() => view(person, id, app)).toContain(WORKS)
      expect(await shown).toMatch(/Open in Notion|Notion asks us to wait/)
      expect(await view(person, id, refreshing)).toContain(WORKS)
    })
    expect(await states(installation)).toEqual([{ state: 'active', generation: 2 }])
    // The one whose answer was late, and the one of the process that took over.
    expect((await notion.counts())[REFRESHES]).toBe(2)
    await expectAllKnown(installation)
  },
)

test(
  'a connection disconnected while the process that holds its answer is stopped: not provable, and revoked once it is read',
  SEVERAL,
  async ({ installation }) => {
    const { app, notion } = installation
    const signed = await signedIn(installation)
    const { person } = signed
    await beside(installation, 1, async ([refreshing]) => {
      if (!refreshing) throw new Error('no process was started')
      const { shown } = await stoppedBeforeTheAnswer(installation, signed, refreshing)
      const ended = await submitAt(person, app, CONNECTIONS, 'Disconnect')
      const page = await person.request(ended.headers.get('location') ?? '', {}, app.url)
      expect(wordsOf(await page.text())).toMatch(/can’t (prove|confirm)/)
      expect((await notion.aliveTokens()).length).toBe(2)
      await delay(BEYOND_DEADLINE_MS)
      resume(refreshing)
      await expect.poll(async () => (await notion.aliveTokens()).length, { timeout: 60_000 }).toBe(0)
      expect(await shown).not.toContain(WORKS)
    })
    await expectAllKnown(installation)
  },
)
