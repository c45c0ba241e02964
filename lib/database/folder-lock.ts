import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { LatchkeyError } from '../errors'

/** Another process has the embedded database's folder open; two would destroy it. */
export class DatabaseInUse extends LatchkeyError {
  readonly code = 'database_in_use'
  constructor(
    readonly folder: string,
    readonly holder: string,
    lockFile: string,
  ) {
    super(
      `The embedded database in ${folder} is in use by another process (${holder}). ` +
        'It serves one process at a time: stop that process first, or set DATABASE_URL to use PostgreSQL. ' +
        `If you are sure that no such process runs, delete ${lockFile}.`,
    )
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Takes a folder for this process until the returned function is called or the process dies.
 * Written by hand because the known lock packages go by file age, which either makes a restart after a
 * crash wait or lets a busy process lose its own folder; a process id answers at once.
 *
 * @throws {DatabaseInUse}
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = `${folder.replace(/[/\\]+$/, '')}.in-use`
  for (let attempt = 0; ; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600)
      writeSync(handle, `${process.pid}@${hostname()}`)
      closeSync(handle)
      const release = () => {
        rmSync(file, { force: true })
        process.removeListener('exit', release)
      }
      process.once('exit', release)
      return release
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const holder = readFileSync(file, 'utf8')
      const [pid, host] = holder.split('@')
      // An own pid is a leftover: in a container every start has the same one. Another host's can't be asked.
      const left = host === hostname() && (Number(pid) === process.pid || !alive(Number(pid)))
      if (!left || attempt > 0) throw new DatabaseInUse(folder, `process ${pid} on ${host}`, file)
      rmSync(file, { force: true })
    }
  }
}
