import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { approve } from './approve'
import { capabilitiesPage, errorPage, personPage, pickerPage, workspacePage } from './authorize-pages'
import { type AuthorizeRequest, readAuthorizeRequest, redirectWith } from './authorize-request'

const CARRIED = ['client_id', 'redirect_uri', 'response_type', 'owner', 'state', 'person', 'workspace']

function carried(values: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    CARRIED.flatMap((name) => {
      const value = values.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}

/** GET /v1/oauth/authorize: one step of the person's way, the next one that is not answered yet. */
export function authorize(c: Context<Env>, { client, world, store }: Emulator) {
  const query = new URL(c.req.url).searchParams
  const request = readAuthorizeRequest(query, client)
  if (typeof request === 'string') return c.html(errorPage(request), 400)
  const step = { fields: carried(query) }
  const person = world.persons.find((one) => one.id === query.get('person'))
  if (!person) return c.html(personPage(step, world.persons))
  const theirs = world.workspaces.filter((one) => one.persons.includes(person.id))
  const workspace = theirs.find((one) => one.id === query.get('workspace'))
  if (!workspace) return c.html(workspacePage(step, person, theirs))
  if (query.get('step') !== 'pages')
    return c.html(capabilitiesPage(step, workspace, store.state.switches.capabilities))
  const before = store.state.bots.findLast(
    (bot) => bot.clientId === client.id && bot.personId === person.id && bot.workspaceId === workspace.id,
  )
  return c.html(pickerPage(step, workspace, before))
}

async function formOf(
  c: Context<Env>,
  { client }: Emulator,
): Promise<[URLSearchParams, AuthorizeRequest | string]> {
  const form = new URLSearchParams(await c.req.text())
  return [form, readAuthorizeRequest(form, client)]
}

/** POST /v1/oauth/authorize: "Allow access". */
export async function allow(c: Context<Env>, emulator: Emulator) {
  const [form, request] = await formOf(c, emulator)
  if (typeof request === 'string') return c.html(errorPage(request), 400)
  const redirect = await approve(emulator, request, {
    personId: form.get('person') ?? '',
    workspaceId: form.get('workspace') ?? '',
    pageIds: form.getAll('page'),
  })
  if (redirect === null) return c.html(errorPage('This person is not in this workspace.'), 400)
  return c.redirect(redirect.redirect, 302)
}

/** POST /v1/oauth/authorize/cancel */
export async function cancel(c: Context<Env>, emulator: Emulator) {
  const [, request] = await formOf(c, emulator)
  if (typeof request === 'string') return c.html(errorPage(request), 400)
  return c.redirect(redirectWith(request, { error: 'access_denied' }), 302)
}
