import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppProcess, sharedSecrets, startApp } from '../test-support/app-process'
import { freePort } from '../test-support/free-port'
import { HttpPerson } from '../test-support/http-person'
import { type NotionAdmin, notionAdmin } from '../test-support/notion-admin'
import { startStandIn } from '../test-support/stand-in'

export interface Bench {
  readonly app: AppProcess
  readonly notion: NotionAdmin
  readonly person: HttpPerson
  /** The paths of the workspaces that the person connected: the ordinary one, and the one of 10,000 pages. */
  readonly main: string
  readonly large: string
}

/**
 * The production build with an embedded database and a stand-in that has its largest things, a person signed in.
 *
 * @param logLevel `trace` logs each query, which costs time
 */
export async function withApp(
  work: (bench: Bench) => Promise<void>,
  { logLevel = 'info' }: { logLevel?: string } = {},
): Promise<void> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const standIn = await startStandIn(`http://localhost:${port}`, { large: true })
  let app: AppProcess | undefined
  try {
    const { migrate } = await import('../lib/database')
    await migrate({ folder: join(folder, 'db') })
    app = await startApp({
      ...sharedSecrets(),
      ...standIn.variables,
      LATCHKEY_DATA_DIR: join(folder, 'db'),
      LATCHKEY_DEMO: '1',
      PORT: String(port),
      LOG_LEVEL: logLevel,
    })
    const notion = notionAdmin(standIn)
    const person = new HttpPerson(app.url)
    const main = await person.signIn(standIn, notion)
    const ids = new Set([main])
    const workspaces = (await notion.people())[0]?.workspaces ?? []
    const large = await person.signIn(standIn, notion, workspaces.length - 1)
    ids.add(large)
    if (ids.size < 2) throw new Error('the workspace of 10,000 pages is not there')
    await work({ app, notion, person, main: `/workspaces/${main}`, large: `/workspaces/${large}` })
  } finally {
    await app?.kill()
    await standIn.end()
    rmSync(folder, { recursive: true, force: true })
  }
}
