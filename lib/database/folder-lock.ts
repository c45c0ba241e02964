import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseInUse } from '../errors'

/** How often a holder shows that it lives, to those that cannot see its process. */
const HEARTBEAT_MS = 2_000
/** A holder in another container or on another machine that shows nothing for this long has ended. */
const MAX_HEARTBEAT_SILENCE_MS = 12_000

/** Who holds a folder. A process id alone says little: it is used again, and in a container it is always 1. */
interface Holder {
  readonly pid: number
  readonly host: string
  /** When the process started, as its system tells it; null where it does not. */
  readonly started: string | null
  /** The machine's boot and the container's process namespace: in which world the pid means something. */
  readonly world: string
}

function quietly<Result>(read: () => Result): Result | null {
  try {
    return read()
  } catch {
    return null
  }
}

/** When a process started; null when it does not run, or the system does not tell. */
function startOf(pid: number): string | null {
  if (process.platform === 'linux')
    return quietly(() => {
      // After the name in parentheses, which may hold anything: fields 3 and 22 of proc_pid_stat(5).
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      const ended = fields[0] === 'Z' || fields[0] === 'X'
      return ended ? null : (fields[19] ?? null)
    })
  if (process.platform === 'win32') return null
  return quietly(
    () => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null,
  )
}

function world(): string {
  const boot = quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? ''
  const namespace = quietly(() => readlinkSync('/proc/self/ns/pid')) ?? ''
  return `${boot} ${namespace}`
}

const thisProcess = (): Holder => ({
  pid: process.pid,
  host: hostname(),
  started: startOf(process.pid),
  world: world(),
})

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Whether the holder's process has ended. Null: it cannot be seen from here. */
function hasEnded(holder: Holder, me: Holder): boolean | null {
  if (holder.host !== me.host || holder.world !== me.world) return null
  if (!runs(holder.pid)) return true
  // A process of that id runs. It is another one if it did not start when the holder did.
  return holder.started !== null && startOf(holder.pid) !== holder.started
}

const FREE = 'free'

interface Found {
  readonly generation: number
  readonly file: string
  /** Null: the one who had it has given it back. */
  readonly holder: Holder | null
}

/**
 * Takes a folder for this process until the returned function is called or the process ends.
 *
 * The lock is the file `<folder>.in-use.<generation>` with the highest generation. Whoever finds that its holder has
 * ended makes the file of the next generation, complete at its creation (a hard link): the file system lets one
 * process do that. The highest file is never deleted, also not when it is given back, so a generation that is
 * decided is not decided again. Packages for this go by a file's age, which makes a restart after a crash wait,
 * and let two processes take over an old lock at once.
 *
 * @throws {DatabaseInUse}
 */
export async function lockFolder(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = folder.replace(/[/\\]+$/, '')
  const parent = dirname(path)
  const prefix = `${basename(path)}.in-use.`
  const fileOf = (generation: number) => join(parent, `${prefix}${generation}`)
  const generations = () =>
    readdirSync(parent)
      .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
      .map((name) => Number(name.slice(prefix.length)))
      .sort((a, b) => b - a)
  const highest = (): Found => {
    const generation = generations()[0] ?? 0
    const file = fileOf(generation)
    const text = generation === 0 ? FREE : readFileSync(file, 'utf8')
    return { generation, file, holder: text === FREE ? null : (JSON.parse(text) as Holder) }
  }
  /** Again when the file went in between: another process has just taken the folder over. */
  const current = (): Found => quietly(highest) ?? highest()

  const me = thisProcess()
  /** Writes a file that exists complete or not at all. */
  const withContent = (text: string, place: (temporary: string) => void) => {
    const temporary = join(parent, `${prefix}${randomUUID()}.new`)
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' })
    try {
      place(temporary)
    } finally {
      rmSync(temporary, { force: true })
    }
  }

  for (;;) {
    const found = current()
    if (found.holder && !(await isLeftOver(found, found.holder, me)))
      throw new DatabaseInUse(folder, `process ${found.holder.pid} on ${found.holder.host}`, found.file)
    const mine = found.generation + 1
    try {
      withContent(JSON.stringify(me), (temporary) => linkSync(temporary, fileOf(mine)))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue
      throw error
    }
    // While this process looked, others may have taken the folder and tidied this generation away.
    if (generations()[0] !== mine) {
      rmSync(fileOf(mine), { force: true })
      continue
    }
    for (const generation of generations()) if (generation < mine) rmSync(fileOf(generation), { force: true })

    const heartbeat = setInterval(() => {
      // Only after this process was suspended for long: another took the folder for abandoned, and writes to it.
      if (generations()[0] !== mine) {
        process.stderr.write(`\nAnother process has taken over ${folder}. This one ends, to do no harm.\n\n`)
        process.exit(1)
      }
      quietly(() => utimesSync(fileOf(mine), new Date(), new Date()))
    }, HEARTBEAT_MS)
    heartbeat.unref()
    const release = () => {
      clearInterval(heartbeat)
      process.removeListener('exit', release)
      if (generations()[0] === mine) withContent(FREE, (temporary) => renameSync(temporary, fileOf(mine)))
    }
    process.once('exit', release)
    return release
  }
}

/** Whether the holder of a lock has ended. One that cannot be seen from here is watched for its heartbeat. */
async function isLeftOver({ file }: Found, holder: Holder, me: Holder): Promise<boolean> {
  const ended = hasEnded(holder, me)
  if (ended !== null) return ended
  const lastSeen = () => quietly(() => statSync(file).mtimeMs)
  const before = lastSeen()
  for (const until = performance.now() + MAX_HEARTBEAT_SILENCE_MS; performance.now() < until; ) {
    await delay(HEARTBEAT_MS / 4)
    // Its file changed, or went with the take-over by another: look again at who holds the folder.
    if (lastSeen() !== before) return lastSeen() === null
  }
  return true
}
