import { setTimeout as delay } from 'node:timers/promises'
import { startApp } from '@/test-support/app-process'
import { addressOf, formWith, HttpPerson } from '@/test-support/http-person'
import { wordsOf } from './further-processes'
import { expect, type Installation, test } from './installation'

const CONNECTIONS = '/settings/connections'

/** The first workspace of the first person, allowed once more after the app sent the browser to `authorize`. */
async function allow({ emulator, notion }: Installation, person: HttpPerson, authorize: Response, which = 0) {
  const [who] = await notion.people()
  const workspace = who?.workspaces[which]
  if (!who || !workspace) throw new Error('the emulator has too small a world')
  const location = new URL(authorize.headers.get('location') ?? '')
  const path = await person.consent(location, { emulator, personId: who.id, workspaceId: workspace.id })
  const back = await person.request(path)
  expect(back.status).toBe(303)
  const to = new URL(back.headers.get('location') ?? '')
  return { path: `${to.pathname}${to.search}`, html: await person.html(`${to.pathname}${to.search}`) }
}

test('allowing access to a workspace disconnected in another tab says that it was connected again', async ({
  installation,
}) => {
  const { app, emulator, notion } = installation
  const person = new HttpPerson(app.url)
  const id = await person.signIn(emulator, notion)
  const begun = await person.submit(CONNECTIONS, 'Change shared pages')
  await person.submit(CONNECTIONS, 'Disconnect')
  const again = await allow(installation, person, begun)
  expect(wordsOf(again.html)).toContain('so it was connected again')
  expect(wordsOf(again.html)).not.toContain('different workspace')

  // From a page of the workspace, which has another address now.
  await notion.removeConnection(await notion.botOf((await notion.people())[0]?.workspaces[0]?.id ?? ''))
  const second = again.html.match(/\/workspaces\/([0-9a-f-]{36})/)?.[1] ?? ''
  expect(second).not.toBe(id)
  await person.html(`/workspaces/${second}`)
  const form = await person.submit(`/workspaces/${second}`, 'Reconnect')
  await person.submit(CONNECTIONS, 'Disconnect')
  const third = await allow(installation, person, form)
  expect(third.path).toMatch(/^\/workspaces\/[0-9a-f-]{36}/)
  expect(third.path).not.toContain(second)
  expect(wordsOf(third.html)).toContain('so it was connected again')
})

test('a Disconnect that is sent twice says that the workspace is already disconnected', async ({
  installation: { app, emulator, notion },
}) => {
  const person = new HttpPerson(app.url)
  await person.signIn(emulator, notion)
  const { fields } = formWith(await person.html(CONNECTIONS), 'Disconnect')
  const send = () => {
    const body = new FormData()
    for (const [name, value] of fields) body.set(name, value)
    return person.request(CONNECTIONS, { method: 'POST', body, headers: { origin: app.url } })
  }
  expect((await send()).status).toBe(303)
  const second = await send()
  expect(second.status).toBe(303)
  const { pathname, search } = new URL(second.headers.get('location') ?? '', app.url)
  expect(pathname).toBe(CONNECTIONS)
  expect(wordsOf(await person.html(pathname + search))).toContain('This workspace is already disconnected.')
})

test('access that Notion still reports as active is shown apart from the newer connection', async ({
  installation,
}) => {
  const { app, emulator, notion } = installation
  const person = new HttpPerson(app.url)
  await person.signIn(emulator, notion)
  await notion.switches({ keepOldPair: true, revokeScope: 'nothing' })
  const ended = await person.submit(CONNECTIONS, 'Disconnect')
  const told = wordsOf(await person.html(new URL(ended.headers.get('location') ?? '', app.url).pathname))
  expect(told).toContain('Disconnected, not confirmed yet')
  const again = await allow(installation, person, await person.submit(CONNECTIONS, 'Connect workspace'))
  expect(wordsOf(again.html)).toContain('Access from before you reconnected')
  expect(wordsOf(again.html)).not.toContain('Disconnected, not confirmed yet')
  // What an address claims is not believed.
  const claimed = wordsOf(await person.html(`${CONNECTIONS}?disconnected=confirmed`))
  expect(claimed).not.toContain('Notion confirmed')
})

test('a note’s form that arrives twice reports the outcome, even after a process was killed', async ({
  installation,
}) => {
  const { app, emulator, notion } = installation
  const person = new HttpPerson(app.url)
  const id = await person.signIn(emulator, notion)
  const page = await addressOf(person, `/workspaces/${id}`, 'This quarter')
  const append = `PATCH /v1/blocks/${page.split('/').at(-1)}/children`
  const noteForm = async (text: string) => {
    const { fields } = formWith(await person.html(page), 'Add note')
    return () => {
      const body = new FormData()
      for (const [name, value] of fields) body.set(name, value)
      body.set('kind', 'paragraph')
      body.set('text', text)
      return body
    }
  }
  const send = async (body: FormData, at = installation.app.url) => {
    const response = await person.request(page, { method: 'POST', body, headers: { origin: app.url } }, at)
    return wordsOf(await response.text())
  }

  const twice = await noteForm('Sent twice')
  await notion.fault({ route: append, kind: 'status', status: 429, retryAfter: 1, times: 2 })
  const first = send(twice())
  await delay(150)
  for (const told of await Promise.all([first, send(twice())])) {
    expect(told).toContain('This note wasn’t saved')
    expect(told).not.toContain('was added before')
  }
  // The hint beside the form begins with the same words.
  expect(await send(twice())).toMatch(/added by \w+ ?\. Added to the end of this page\./)
  expect(await send(twice())).toContain('was added before')

  const killed = await noteForm('Cut off')
  await notion.clearLog()
  await notion.fault({ route: append, kind: 'hang-after' })
  const victim =
    installation.kind === 'PostgreSQL'
      ? await startApp({ ...installation.environment, PORT: undefined })
      : installation.app
  const cut = send(killed(), victim.url).catch(() => 'cut off with the process')
  await expect.poll(async () => (await notion.counts())[append]).toBe(1)
  await victim.kill('SIGKILL')
  await cut
  // The claim of the process that is gone runs out.
  await installation.store.query(
    `UPDATE "SentForm" SET "claimedUntil" = now() WHERE "outcome" = 'in_progress'`,
  )
  if (installation.kind === 'PGlite') installation.app = await startApp(installation.environment)
  const told = await send(killed())
  expect(told).toContain('We don’t know if Notion saved this note')
  expect((await notion.counts())[append]).toBe(1)
})
