import { setTimeout as delay } from 'node:timers/promises'
import { startApp } from '@/test-support/app-process'
import { HttpPerson } from '@/test-support/http-person'
import { allowed, expectAllKnown } from './further-processes'
import { expect, type Installation, test } from './installation'

const LATE_MS = 1_500

async function restarted(installation: Installation, variables: Record<string, string> = {}) {
  await installation.app.kill('SIGTERM')
  installation.app = await startApp({ ...installation.environment, ...variables })
  return installation.app
}

for (const browser of ['waits', 'has left'] as const)
  test(`SIGTERM during a callback, the browser ${browser}: the pair is stored before the process ends`, async ({
    installation,
  }) => {
    const { app, notion, store } = installation
    const person = new HttpPerson(app.url)
    const back = await allowed(person, installation)
    await notion.fault({ route: 'POST /v1/oauth/token', kind: 'latency-after', latencyMs: LATE_MS })
    const leaving = new AbortController()
    const callback = person.request(back, browser === 'has left' ? { signal: leaving.signal } : {}).then(
      (response) => response.status,
      () => 'no answer',
    )
    // Notion has acted and its answer is on its way.
    await expect.poll(async () => (await notion.issued()).tokens.length).toBe(2)
    leaving.abort()
    expect(await app.kill('SIGTERM')).toBe(0)
    expect(await callback).toBe(browser === 'waits' ? 303 : 'no answer')
    expect(app.output()).not.toContain('it is lost')
    const [row] = await store.query<{ count: number }>('SELECT count(*)::int AS "count" FROM "Connection"')
    expect(row?.count).toBe(1)
    await expectAllKnown(installation)
    expect(await notion.aliveTokens()).toHaveLength(2)
    if (browser === 'waits') {
      await restarted(installation)
      expect((await person.request('/workspaces')).status).toBe(200)
    }
  })

test('SIGTERM while a page streams: not ready, answers close their connection, the page arrives whole', async ({
  installation,
}) => {
  const app = await restarted(installation, { STOP_GRACE_SECONDS: '2' })
  const { emulator, notion } = installation
  const person = new HttpPerson(app.url)
  const id = await person.signIn(emulator, notion)
  await notion.fault({ route: 'GET /v1/users', kind: 'latency', latencyMs: 5_000 })
  const response = await person.request(`/workspaces/${id}/people`)
  const stopped = app.kill('SIGTERM')
  await delay(300)
  for (let count = 0; count < 3; count++) {
    const ready = await person.request('/api/health/ready')
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ ready: false, stopping: true })
    expect(ready.headers.get('connection')).toBe('close')
  }
  expect(await response.text()).toMatch(/<\/html>\s*$/)
  expect(await stopped).toBe(0)
  expect(app.output()).not.toContain('before these requests were finished')
  expect(app.output()).toContain('"msg":"stopped"')
})

test('SIGTERM while a page waits because Notion asks it to: the page ends at once and says how long', async ({
  installation,
}) => {
  const { app, emulator, notion } = installation
  const person = new HttpPerson(app.url)
  const id = await person.signIn(emulator, notion)
  await notion.fault({ route: 'GET /v1/users', kind: 'status', status: 429, retryAfter: 50, times: 9 })
  const response = await person.request(`/workspaces/${id}/people`)
  const html = response.text()
  await expect.poll(async () => (await notion.counts())['GET /v1/users']).toBe(1)
  const began = performance.now()
  expect(await app.kill('SIGTERM')).toBe(0)
  expect(await html).toMatch(/<\/html>\s*$/)
  expect(await html).toContain('Notion asks us to wait')
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(app.output()).not.toContain('before these requests were finished')
})
