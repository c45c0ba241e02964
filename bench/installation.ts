import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppProcess, sharedSecrets, startApp } from '../test-support/app-process'
import { type EmulatorProcess, startEmulator } from '../test-support/emulator'
import { freePort } from '../test-support/free-port'
import { HttpPerson } from '../test-support/http-person'
import { type NotionAdmin, notionAdmin } from '../test-support/notion-admin'

export interface Bench {
  readonly app: AppProcess
  readonly notion: NotionAdmin
  readonly person: HttpPerson
  /** The paths of the workspaces that the person connected: the ordinary one, and the one of 10,000 pages. */
  readonly main: string
  readonly large: string
}

/** An app with a person signed in, without a word about what is in its world. */
type SignedIn = Pick<Bench, 'app' | 'notion' | 'person'> & { readonly emulator: EmulatorProcess }

/** The production build with an embedded database and an emulator; nobody is signed in yet. */
async function started(
  world: { readonly large?: boolean; readonly costly?: boolean },
  work: (started: SignedIn) => Promise<void>,
  { logLevel = 'info' }: { logLevel?: string },
): Promise<void> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const emulator = await startEmulator(`http://localhost:${port}`, world)
  let app: AppProcess | undefined
  try {
    const { migrate } = await import('../lib/database')
    await migrate({ folder: join(folder, 'db') })
    app = await startApp({
      ...sharedSecrets(),
      ...emulator.variables,
      LATCHKEY_DATA_DIR: join(folder, 'db'),
      LATCHKEY_DEMO: '1',
      PORT: String(port),
      LOG_LEVEL: logLevel,
    })
    await work({ app, emulator, notion: notionAdmin(emulator), person: new HttpPerson(app.url) })
  } finally {
    await app?.kill('SIGKILL')
    await emulator.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Signs the first person in to their first and their last workspace. */
async function bothWorkspaces({
  person,
  emulator,
  notion,
}: SignedIn): Promise<{ first: string; last: string }> {
  const first = await person.signIn(emulator, notion)
  const workspaces = (await notion.people())[0]?.workspaces ?? []
  const last = await person.signIn(emulator, notion, workspaces.length - 1)
  if (first === last) throw new Error('the last workspace is not there')
  return { first: `/workspaces/${first}`, last: `/workspaces/${last}` }
}

/**
 * The production build with an embedded database and an emulator that has its largest things, a person signed in.
 *
 * @param logLevel `trace` logs each query, which costs time
 */
export async function withApp(
  work: (bench: Bench) => Promise<void>,
  options: { logLevel?: string } = {},
): Promise<void> {
  await started(
    { large: true },
    async (signedIn) => {
      const { first, last } = await bothWorkspaces(signedIn)
      const { app, notion, person } = signedIn
      await work({ app, notion, person, main: first, large: last })
    },
    options,
  )
}

/** The same with the pages that cost much to show: `costly` is the path of their workspace. */
export async function withCostlyPages(
  work: (
    bench: Pick<Bench, 'app' | 'notion' | 'person' | 'main'> & { readonly costly: string },
  ) => Promise<void>,
): Promise<void> {
  await started(
    { costly: true },
    async (signedIn) => {
      const { first, last } = await bothWorkspaces(signedIn)
      const { app, notion, person } = signedIn
      await work({ app, notion, person, main: first, costly: last })
    },
    {},
  )
}
