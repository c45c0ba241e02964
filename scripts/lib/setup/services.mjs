import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { ROOT } from './run.mjs'

const MAX_STOP_MS = 30_000
const LEAVE_WITH_PARENT = pathToFileURL(join(ROOT, 'scripts/lib/setup/leave-with-parent.mjs')).href
const TSX = pathToFileURL(join(ROOT, 'node_modules/tsx/dist/esm/index.mjs')).href

/** Node arguments for a script that ends with this process. `tsx` is for TypeScript. */
const nodeArguments = ({ tsx = false } = {}) => [
  '--import',
  LEAVE_WITH_PARENT,
  ...(tsx ? ['--import', TSX] : []),
]

/**
 * Starts a long-lived process that writes its output to a file. It has its own process group, so that Ctrl-C reaches it
 * only through `stop`.
 */
export function startService(name, args, { env, log, tsx = false }) {
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
    /** The end of its output. */
    lastLines: () => readFileSync(log, 'utf8').trimEnd().split('\n').slice(-20).join('\n'),
    /** Stops it and waits until it has ended. After 30 s, more than the app needs, it is killed. */
    async stop() {
      if (ended) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), MAX_STOP_MS)
      await exited
      clearTimeout(timer)
    },
    kill: () => child.kill('SIGKILL'),
  }
}

/**
 * Waits until a URL responds with 2xx, or with `anyAnswer` at all.
 *
 * @throws {Error} the service ended, or `seconds` passed
 */
export async function waitUntilReady(url, service, { anyAnswer = false, seconds = 60 } = {}) {
  const until = Date.now() + seconds * 1000
  let ended = null
  service.exited.then((exit) => {
    ended = exit
  })
  while (Date.now() < until) {
    if (ended !== null)
      throw new Error(`${service.name} stopped (${ended}). Its last output:\n${service.lastLines()}`)
    const isReady = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' }).then(
      (response) => anyAnswer || response.ok,
      () => false,
    )
    if (isReady) return
    await delay(50)
  }
  throw new Error(
    `${service.name} was not ready within ${seconds} s. Its last output:\n${service.lastLines()}`,
  )
}
