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

/** How often the holder updates its file, for processes that can't see its pid. */
const HEARTBEAT_MS = 2_000
/** A holder in another container or on another machine counts as ended after this time without a heartbeat. */
const MAX_HEARTBEAT_SILENCE_MS = 12_000

/** Who holds a folder. A process id is not enough: ids are reused, and in a container it is always 1. */
interface Holder {
  readonly pid: number
  readonly host: string
  /** When the process started; null if the system doesn't say. */
  readonly started: string | null
  /** The boot id of the machine and the PID namespace of the container. Pids can only be compared if both are equal. */
  readonly world: string
}

function orNull<Result>(read: () => Result): Result | null {
  try {
    return read()
  } catch {
    return null
  }
}

/** When a process started; null if it isn't running or the system doesn't say. */
function processStartTime(pid: number): string | null {
  if (process.platform === 'linux')
    return orNull(() => {
      // Fields 3 and 22 of proc_pid_stat(5). The name before them is in parentheses and may contain anything.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      const ended = fields[0] === 'Z' || fields[0] === 'X'
      return ended ? null : (fields[19] ?? null)
    })
  if (process.platform === 'win32') return null
  return orNull(
    () => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null,
  )
}

function world(): string {
  const boot = orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? ''
  const namespace = orNull(() => readlinkSync('/proc/self/ns/pid')) ?? ''
  return `${boot} ${namespace}`
}

const thisProcess = (): Holder => ({
  pid: process.pid,
  host: hostname(),
  started: processStartTime(process.pid),
  world: world(),
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Whether the holder's process has ended. Null: it isn't visible from here. */
function hasEnded(holder: Holder, me: Holder): boolean | null {
  if (holder.host !== me.host || holder.world !== me.world) return null
  if (!isRunning(holder.pid)) return true
  // The pid is in use, but by another process if its start time differs.
  return holder.started !== null && processStartTime(holder.pid) !== holder.started
}

const FREE = 'free'

interface CurrentLock {
  readonly generation: number
  readonly file: string
  /** Null: the folder was released. */
  readonly holder: Holder | null
}

/**
 * Locks a folder for this process until the returned function is called or the process ends.
 *
 * The lock is the file `<folder>.in-use.<generation>` with the highest generation. A process that finds that the holder
 * has ended creates the file of the next generation as a hard link to a complete file, which only one process can do.
 * The highest file is never deleted, not even on release, so no generation is created twice. Existing packages decide
 * by the age of a file, which delays a restart after a crash and lets two processes take over a stale lock at once.
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
  const highest = (): CurrentLock => {
    const generation = generations()[0] ?? 0
    const file = fileOf(generation)
    const text = generation === 0 ? FREE : readFileSync(file, 'utf8')
    return { generation, file, holder: text === FREE ? null : (JSON.parse(text) as Holder) }
  }
  /** Reads again if the file was just deleted because another process took over the folder. */
  const current = (): CurrentLock => orNull(highest) ?? highest()

  const me = thisProcess()
  /** Writes a file completely before `publish` gives it its final name. */
  const writeAtomically = (text: string, publish: (temporary: string) => void) => {
    const temporary = join(parent, `${prefix}${randomUUID()}.new`)
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' })
    try {
      publish(temporary)
    } finally {
      rmSync(temporary, { force: true })
    }
  }

  for (;;) {
    const found = current()
    if (found.holder && !(await isStale(found, found.holder, me)))
      throw new DatabaseInUse(folder, `process ${found.holder.pid} on ${found.holder.host}`, found.file)
    const mine = found.generation + 1
    try {
      writeAtomically(JSON.stringify(me), (temporary) => linkSync(temporary, fileOf(mine)))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue
      throw error
    }
    // Other processes may have taken the folder in the meantime and deleted this generation.
    if (generations()[0] !== mine) {
      rmSync(fileOf(mine), { force: true })
      continue
    }
    for (const generation of generations()) if (generation < mine) rmSync(fileOf(generation), { force: true })

    const heartbeat = setInterval(() => {
      // This process was suspended for so long that another one took over the folder.
      if (generations()[0] !== mine) {
        process.stderr.write(`\nAnother process has taken over ${folder}. This one ends, to do no harm.\n\n`)
        process.exit(1)
      }
      orNull(() => utimesSync(fileOf(mine), new Date(), new Date()))
    }, HEARTBEAT_MS)
    heartbeat.unref()
    const release = () => {
      clearInterval(heartbeat)
      process.removeListener('exit', release)
      if (generations()[0] === mine) writeAtomically(FREE, (temporary) => renameSync(temporary, fileOf(mine)))
    }
    process.once('exit', release)
    return release
  }
}

/** Whether the holder of a lock has ended. If it isn't visible from here, waits for its heartbeat. */
async function isStale({ file }: CurrentLock, holder: Holder, me: Holder): Promise<boolean> {
  const ended = hasEnded(holder, me)
  if (ended !== null) return ended
  const lastSeen = () => orNull(() => statSync(file).mtimeMs)
  const before = lastSeen()
  for (const until = performance.now() + MAX_HEARTBEAT_SILENCE_MS; performance.now() < until; ) {
    await delay(HEARTBEAT_MS / 4)
    // The file changed, or another process took over and deleted it. Then the caller has to read the lock again.
    if (lastSeen() !== before) return lastSeen() === null
  }
  return true
}
