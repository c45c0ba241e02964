import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { ROOT } from './run.mjs'

const STOP_MS = 30_000
const LEAVE = pathToFileURL(join(ROOT, 'scripts/lib/setup/leave-with-parent.mjs')).href
const TSX = pathToFileURL(join(ROOT, 'node_modules/tsx/dist/esm/index.mjs')).href

/** Node arguments that run a script which ends with this process; TypeScript with `tsx`. */
const nodeArguments = ({ tsx = false } = {}) => ['--import', LEAVE, ...(tsx ? ['--import', TSX] : [])]

/**
 * Starts a long-lived process that writes its output to a file. It has its own process group,
 * so that Ctrl-C on the terminal reaches it once, through `stop`, and not a second time directly.
 */
export function service(name, args, { env, log, tsx = false }) {
  const file = openSync(log, 'w', 0o600)
  const child = spawn(process.execPath, [...nodeArguments({ tsx }), ...args], {
    cwd: ROOT,
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', file, file, 'ipc'],
  })
  closeSync(file)
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  let ended = false
  exited.then(() => {
    ended = true
  })
  return {
    name,
    pid: child.pid,
    exited,
    /** The end of what it wrote. */
    lastLines: () => readFileSync(log, 'utf8').trimEnd().split('\n').slice(-20).join('\n'),
    /** Asks it to finish, and waits until it has; after 30 s, longer than the app ever takes, it is killed. */
    async stop() {
      if (ended) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await exited
      clearTimeout(timer)
    },
    kill: () => child.kill('SIGKILL'),
  }
}

/**
 * Waits until an address answers: 2xx, or with `anyAnswer` at all.
 * @throws {Error} the service ended first, or `seconds` passed
 */
export async function ready(url, of, { anyAnswer = false, seconds = 60 } = {}) {
  const until = Date.now() + seconds * 1000
  let ended = null
  of.exited.then((how) => {
    ended = how
  })
  while (Date.now() < until) {
    if (ended !== null) throw new Error(`${of.name} stopped (${ended}). Its last words:\n${of.lastLines()}`)
    const good = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' }).then(
      (response) => anyAnswer || response.ok,
      () => false,
    )
    if (good) return
    await delay(50)
  }
  throw new Error(`${of.name} was not ready within ${seconds} s. Its last words:\n${of.lastLines()}`)
}
