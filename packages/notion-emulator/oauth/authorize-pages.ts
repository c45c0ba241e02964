import { html, raw } from 'hono/html'
import { CONNECTION_NAME } from '../http/context'
import { type Html, page } from '../http/html-page'
import type { Bot } from '../state/store'
import type { Person, Workspace } from '../world'

const hidden = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)

export interface Step {
  /** The parameters of the request and the choices so far. */
  readonly fields: Readonly<Record<string, string>>
}

const cancel = html`<button class="quiet" formmethod="post" formaction="/v1/oauth/authorize/cancel" formnovalidate>Cancel</button>`

export function errorPage(what: string): Html {
  return page('This link does not work', html`<h1>This link does not work</h1><p>${what}</p>`)
}

export function personPage({ fields }: Step, persons: readonly Person[]): Html {
  return page(
    'Who are you?',
    html`<h1>Log in to authorize ${CONNECTION_NAME}</h1><p>Choose who you are in this made-up world.</p>
<form method="get" action="/v1/oauth/authorize">${hidden(fields)}
${persons.map((one) => html`<button name="person" value="${one.id}">Continue as ${one.name}</button>`)}${cancel}</form>`,
  )
}

const glyph = ({ icon }: Workspace): Html | string => {
  if (icon === null) return ''
  if (icon.type === 'emoji') return `${icon.emoji} `
  return html`<img src="/icons/${icon.name}.svg" alt="" width="18" height="18"> `
}

export function workspacePage({ fields }: Step, person: Person, workspaces: readonly Workspace[]): Html {
  return page(
    'Choose a workspace',
    html`<h1>Which workspace, ${person.name}?</h1><p>${CONNECTION_NAME} gets access to one workspace at a time.</p>
<form method="get" action="/v1/oauth/authorize">${hidden(fields)}
${workspaces.map((one) => html`<button name="workspace" value="${one.id}">${glyph(one)}${one.name}</button>`)}${cancel}</form>`,
  )
}

const CAPABILITIES: Readonly<Record<string, string>> = {
  read_content: 'View the pages you select',
  update_content: 'Edit the pages you select',
  insert_content: 'Create pages inside the pages you select',
  read_comments: 'Read comments',
  insert_comments: 'Write comments',
  read_user_with_email: 'View people, with their email addresses',
  read_user_without_email: 'View people, without their email addresses',
}

export function capabilitiesPage({ fields }: Step, workspace: Workspace, scopes: readonly string[]): Html {
  return page(
    'Access',
    html`<h1>${CONNECTION_NAME} would like to access ${glyph(workspace)}${workspace.name}</h1><p>It will be able to:</p>
<ul>${scopes.map((scope) => html`<li>${CAPABILITIES[scope] ?? scope}</li>`)}</ul>
<form method="get" action="/v1/oauth/authorize">${hidden({ ...fields, step: 'pages' })}<button class="main">Select pages</button>${cancel}</form>`,
  )
}

export function pickerPage({ fields }: Step, workspace: Workspace, before: Bot | undefined): Html {
  const pages = workspace.pages.filter((one) => one.parentId === null)
  const picked = before ? new Set(before.pageIds) : null
  const boxes = pages.map(
    (one) =>
      html`<label><input type="checkbox" name="page" value="${one.id}" ${picked === null || picked.has(one.id) ? raw('checked') : ''}>
${one.icon?.type === 'emoji' ? one.icon.emoji : ''} ${one.title || 'Untitled'}</label>`,
  )
  return page(
    'Select pages',
    html`<h1>Select pages to share with ${CONNECTION_NAME}</h1>
<form method="post" action="/v1/oauth/authorize">${hidden(fields)}
${
  pages.length > 0
    ? html`<fieldset><legend>Pages of ${workspace.name}</legend>${boxes}</fieldset>`
    : html`<p>There is no page here that you could share.</p>`
}<button class="main">Allow access</button>${cancel}</form>`,
  )
}
