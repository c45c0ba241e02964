import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { CONNECTION_NAME, type Emulator, type Env } from '../http/context'
import { type Html, page } from '../http/html-page'
import { isAccessTokenValid, isRefreshTokenValid } from '../state/pairs'
import type { Bot } from '../state/store'
import { removeConnection } from './remove-connection'

/** What opens at the emulator's address: whose connections there are, with a way to remove each, and who there is. */
export function startPage(emulator: Emulator): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/', (c) => c.html(renderStartPage(emulator), 200, { 'x-frame-options': 'DENY' }))
  app.post('/connections/remove', async (c) => {
    if (!sentFromStartPage(c)) return c.text('not from the start page', 403)
    const form = new URLSearchParams(await c.req.text())
    await removeConnection(emulator, form.get('bot') ?? '')
    return c.redirect('/', 303)
  })
  return app
}

/** A page of another site must not be able to remove a connection, under whichever name it reaches this machine. */
function sentFromStartPage(c: Context<Env>): boolean {
  const host = c.req.header('host') ?? ''
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host) && c.req.header('origin') === `http://${host}`
}

function renderStartPage(emulator: Emulator): Html {
  const { world, store } = emulator
  const bots = store.state.bots.toReversed()
  return page(
    'Notion emulator',
    html`<h1>Notion emulator</h1>
<p>This program plays Notion for ${CONNECTION_NAME}. Its people, workspaces and pages are made up.</p>
<h2>My connections</h2>
${bots.length === 0 ? html`<p>Nobody has connected a workspace yet.</p>` : bots.map((bot) => connection(emulator, bot))}
<h2>People</h2>
<ul>${world.persons.map(
      (person) =>
        html`<li>${person.name} (${person.email}): ${world.workspaces
          .filter((one) => one.persons.includes(person.id))
          .map((one) => one.name)
          .join(', ')}</li>`,
    )}</ul>
<h2>For developers</h2>
<ul><li><a href="/_admin/log">Requests that this emulator got</a></li>
<li><a href="/_admin/people">People, workspaces and their top pages</a></li>
<li><a href="/_admin/switches">Switches</a> and <a href="/_admin/faults">faults</a>, which commands can change: see its README</li></ul>`,
  )
}

function connection({ world, store }: Emulator, bot: Bot): Html {
  const person = world.persons.find((one) => one.id === bot.personId)
  const workspace = world.workspaces.find((one) => one.id === bot.workspaceId)
  const pairs = store.state.pairs.filter((pair) => pair.botId === bot.id)
  const active = pairs.reduce(
    (sum, pair) =>
      sum + Number(isAccessTokenValid(store.state, pair)) + Number(isRefreshTokenValid(store.state, pair)),
    0,
  )
  return html`<section><p><b>${workspace?.name}</b><br>${CONNECTION_NAME}, authorized by ${person?.name}.
${bot.removed ? 'Removed here. ' : ''}${active === 0 ? 'No token works.' : `Tokens that work: ${active}.`}</p>
${
  bot.removed
    ? ''
    : html`<form method="post" action="/connections/remove"><input type="hidden" name="bot" value="${bot.id}">
<button class="quiet">Remove connection to ${workspace?.name}</button></form>`
}</section>`
}
