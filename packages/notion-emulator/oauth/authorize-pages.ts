import { html, raw } from 'hono/html'
import { CONNECTION_NAME } from '../http/context'
import type { Bot } from '../state/store'
import type { Person, Workspace } from '../world'

type Html = ReturnType<typeof html>

const STYLE = `
:root { color-scheme: light dark; --ink: #22201c; --paper: #fff; --line: #d8d5ce; --accent: #1d5fbf; --dim: #5d5a54 }
@media (prefers-color-scheme: dark) { :root { --ink: #ecebe8; --paper: #1d1d1c; --line: #45443f; --accent: #7eb0f5; --dim: #aaa79f } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 30rem; margin: 8vh auto; padding: 0 20px } h1 { font-size: 1.35rem; line-height: 1.3 }
p, small { color: var(--dim) } ul { padding-left: 1.2rem } fieldset { border: 0; padding: 0; margin: 0 0 1rem }
legend { padding: 0; font-weight: 600; margin-bottom: .5rem }
label { display: flex; gap: .6rem; align-items: center; padding: .45rem .2rem; border-top: 1px solid var(--line) }
button { font: inherit; width: 100%; padding: .6rem 1rem; margin: .35rem 0; border: 1px solid var(--line); border-radius: 8px;
  background: transparent; color: inherit; cursor: pointer; text-align: left }
button.main { background: var(--accent); border-color: var(--accent); color: var(--paper); text-align: center }
button.quiet { text-align: center } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
img { vertical-align: -.2em }`

function page(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${raw(STYLE)}</style></head>
<body><main>${body}<p><small>This is a local emulator that plays Notion. Nothing here reaches the real one.</small></p></main></body></html>`
}

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
