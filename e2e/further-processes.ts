import { type AppProcess, startApp } from '@/test-support/app-process'
import { formWith, type HttpPerson } from '@/test-support/http-person'
import { unknownTokens } from '@/test-support/unknown-tokens'
import { expect, type Installation } from './installation'

/** Further processes of the same installation, as behind a load balancer. */
export async function furtherProcesses(
  { environment }: Installation,
  count: number,
  change: Readonly<Record<string, string>> = {},
): Promise<AppProcess[]> {
  return Promise.all(
    // AUTH_URL stays that of the first: it is the address that people know.
    Array.from({ length: count }, () => startApp({ ...environment, ...change, PORT: undefined })),
  )
}

/** Runs `work` with further processes of the installation, which end with it however it ends. */
export async function beside(
  installation: Installation,
  count: number,
  work: (processes: AppProcess[]) => Promise<void>,
  change: Readonly<Record<string, string>> = {},
): Promise<void> {
  const processes = await furtherProcesses(installation, count, change)
  try {
    await work(processes)
    expect(processes.map((one) => one.output()).join('\n')).not.toMatch(/ntn_|nrt_/)
  } finally {
    await Promise.all(processes.map((one) => one.kill('SIGKILL')))
  }
}

/** What Notion sends a person back to who has allowed access to their first workspace, as a path. */
export async function allowed(
  person: HttpPerson,
  { emulator, notion }: Installation,
  authorize?: URL,
): Promise<string> {
  const [who] = await notion.people()
  const workspace = who?.workspaces[0]
  if (!who || !workspace) throw new Error('the emulator has too small a world')
  return person.consent(authorize ?? (await person.begin()), {
    emulator,
    personId: who.id,
    workspaceId: workspace.id,
  })
}

/** Submits a form of a page as `person.submit` does, to another process of the installation. */
export async function submitAt(
  person: HttpPerson,
  process: AppProcess,
  path: string,
  words: string,
): Promise<Response> {
  const page = await person.request(path, {}, process.url)
  const { action, fields } = formWith(await page.text(), words)
  const body = new FormData()
  for (const [name, value] of fields) body.set(name, value)
  const headers = { origin: person.appUrl }
  return person.request(action ?? path, { method: 'POST', body, headers }, process.url)
}

/** The words of a page, without its markup. */
export const wordsOf = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')

/** What is shown of a workspace to this person by this process. */
export async function view(person: HttpPerson, id: string, at: AppProcess): Promise<string> {
  return wordsOf(await (await person.request(`/workspaces/${id}`, {}, at.url)).text())
}

/** Every token that Notion honours is in our rows. */
export async function expectAllKnown({ notion, store, environment }: Installation): Promise<void> {
  const tokenKeys = environment.TOKEN_KEYS ?? ''
  const query = (sql: string) => store.query<{ sealed: string }>(sql)
  expect(await unknownTokens({ notion, tokenKeys, query })).toEqual([])
}

export const coolDownEnds = ({ store }: Installation) =>
  store.query('UPDATE "Connection" SET "refreshNotBefore" = NULL')
