import { gzipSync } from 'node:zlib'
import type { EmulatorProcess } from './emulator'
import type { NotionAdmin } from './notion-admin'

/** A form as a page of the app rendered it, for a browser without JavaScript. */
export interface PageForm {
  /** The form's action; null for the page's own URL. */
  readonly action: string | null
  readonly fields: ReadonlyMap<string, string>
}

const fromHtml = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')

const attribute = (tag: string, name: string) =>
  fromHtml(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

/** The form of a page whose text contains these words. @throws {Error} there is none */
export function formWith(html: string, words: string): PageForm {
  for (const [form] of html.matchAll(/<form\b[\s\S]*?<\/form>/g)) {
    if (!form.replace(/<!--[\s\S]*?-->|<[^>]+>/g, '').includes(words)) continue
    const fields = [...form.matchAll(/<input\b[^>]*>/g)].map(
      ([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')] as const,
    )
    return {
      action: attribute(/^<form\b[^>]*>/.exec(form)?.[0] ?? '', 'action') || null,
      fields: new Map(fields.filter(([name]) => name !== '')),
    }
  }
  throw new Error(
    `no form with "${words}" in:\n${html.replace(/<script[\s\S]*?<\/script>/g, '').slice(0, 2000)}`,
  )
}

/** A browser without JavaScript: it keeps cookies, submits forms, and returns redirects instead of following them. */
export class HttpPerson {
  readonly cookies = new Map<string, string>()

  constructor(readonly appUrl: string) {}

  /** Sends one request with the stored cookies, stores the response’s cookies, and follows no redirect. */
  async request(path: string, init: RequestInit = {}, at = this.appUrl): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.cookies.size > 0)
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(new URL(path, at), { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const [name = '', ...value] = pair.split('=')
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) this.cookies.delete(name)
      else this.cookies.set(name, value.join('='))
    }
    return response
  }

  async html(path: string): Promise<string> {
    return (await this.request(path)).text()
  }

  /** Submits a form of a page. */
  async submit(
    path: string,
    words: string,
    change: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const { action, fields } = formWith(await this.html(path), words)
    const body = new FormData()
    for (const [name, value] of fields) body.set(name, change[name] ?? value)
    return this.request(action ?? path, { method: 'POST', body, headers: { origin: this.appUrl } })
  }

  /** Begins at the landing page. @returns the Notion URL that the app redirects to */
  async begin(): Promise<URL> {
    const response = await this.submit('/', 'Continue with Notion')
    const location = response.headers.get('location')
    if (!location) throw new Error(`sign-in answered ${response.status} without an address`)
    return new URL(location)
  }

  /** The callback path that Notion redirects to after "Allow access". */
  async consent(
    authorize: URL,
    { emulator, personId, workspaceId }: { emulator: EmulatorProcess; personId: string; workspaceId: string },
  ): Promise<string> {
    const { redirect } = await emulator.admin<{ redirect: string }>('POST', '/approve', {
      client_id: authorize.searchParams.get('client_id'),
      redirect_uri: authorize.searchParams.get('redirect_uri'),
      state: authorize.searchParams.get('state'),
      personId,
      workspaceId,
    })
    const url = new URL(redirect)
    return `${url.pathname}${url.search}`
  }

  /** Signs in as the first person, in one of their workspaces. @returns the id of the connection */
  async signIn(emulator: EmulatorProcess, notion: NotionAdmin, workspace = 0): Promise<string> {
    const [person] = await notion.people()
    const chosen = person?.workspaces[workspace]
    if (!person || !chosen) throw new Error('the emulator has too small a world')
    const back = await this.consent(await this.begin(), {
      emulator,
      personId: person.id,
      workspaceId: chosen.id,
    })
    const response = await this.request(back)
    if (response.status !== 303) throw new Error(`the callback answered ${response.status}`)
    const ids = [...(await this.html('/workspaces')).matchAll(/href="\/workspaces\/([0-9a-f-]{36})"/g)]
    const id = ids.at(-1)?.[1]
    if (!id) throw new Error('no workspace is listed after the sign-in')
    return id
  }
}

/** The path of the page, row or data source with this title, found through the workspace search. */
export async function addressOf(person: HttpPerson, workspace: string, title: string): Promise<string> {
  const html = await person.html(`${workspace}/search?q=${encodeURIComponent(title)}`)
  const links = [...html.matchAll(/<a\b[^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g)]
  const found = links.find(
    ([, href, inner]) =>
      /\/(pages|data-sources)\//.test(href ?? '') && inner?.replace(/<[^>]+>/g, '').includes(title),
  )
  if (!found?.[1]) throw new Error(`search shows no link to ${title}`)
  return found[1]
}

/** The scripts that a browser loads on the first visit to a page. */
export async function scripts(person: HttpPerson, html: string): Promise<string[]> {
  const files = new Set(
    [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)]
      // Only browsers without modules load this one.
      .filter(([tag]) => !/\bnomodule\b/i.test(tag))
      .map(([, source]) => source ?? ''),
  )
  return Promise.all([...files].map(async (file) => (await person.request(file)).text()))
}

/** Gzipped bytes of JavaScript that a browser loads on the first visit to a page. */
export const scriptBytes = async (person: HttpPerson, html: string): Promise<number> =>
  (await scripts(person, html)).reduce((bytes, script) => bytes + gzipSync(script).length, 0)
