import { HttpPerson } from '@/test-support/http-person'
import type { NotionAdmin } from '@/test-support/notion-admin'
import type { Installation } from './installation'

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Calls to Notion since the last look, by endpoint. */
export async function callsOf(notion: NotionAdmin): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { method, path } of await notion.log()) {
    const endpoint = `${method} ${path.replace(UUID, ':id')}`
    counts[endpoint] = (counts[endpoint] ?? 0) + 1
  }
  await notion.clearLog()
  return counts
}

export interface Signed {
  readonly person: HttpPerson
  /** The workspace's own path. */
  readonly place: string
}

export async function signedIn({ app, emulator, notion }: Installation): Promise<Signed> {
  const person = new HttpPerson(app.url)
  const id = await person.signIn(emulator, notion)
  await notion.clearLog()
  return { person, place: `/workspaces/${id}` }
}

/** "Refresh", as the button of any page of the workspace does; on the one page that asks Notion nothing. */
export const refresh = ({ person, place }: Signed) => person.submit(`${place}/search`, 'Refresh', {})
