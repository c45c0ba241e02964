import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

export interface StartedProcess {
  readonly pid: number
  /** Everything that it has written so far. */
  output(): string
  /** How it ended: a signal or an exit code. */
  readonly exited: Promise<NodeJS.Signals | number>
  /** Sends a signal and waits until the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<NodeJS.Signals | number>
}

const moduleUrl = (path: string) => pathToFileURL(join(process.cwd(), path)).href
const KILL_AFTER_MS = 30_000
const POLL_MS = 50

/** Starts a script of ours that ends when this process does. TypeScript needs `tsx`. */
export function startProcess(
  args: readonly string[],
  { env, tsx = false }: { env: Readonly<Record<string, string | undefined>>; tsx?: boolean },
): StartedProcess {
  const preloads = [
    'scripts/lib/setup/leave-with-parent.mjs',
    ...(tsx ? ['node_modules/tsx/dist/esm/index.mjs'] : []),
  ]
  const child: ChildProcess = spawn(
    process.execPath,
    [...preloads.flatMap((path) => ['--import', moduleUrl(path)]), ...args],
    { env: env as NodeJS.ProcessEnv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const exited = new Promise<NodeJS.Signals | number>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 0))
  })
  return {
    pid: child.pid ?? -1,
    output: () => output,
    exited,
    async kill(signal = 'SIGTERM') {
      child.kill(signal)
      const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS)
      const how = await exited
      clearTimeout(timer)
      return how
    },
  }
}

/**
 * Waits until an address answers: 2xx, or with `anyAnswer` at all.
 * @throws {Error} the process ended first, or the time passed
 */
export async function waitUntilReady(
  url: string,
  started: StartedProcess,
  { anyAnswer = false, seconds = 60 }: { anyAnswer?: boolean; seconds?: number } = {},
): Promise<void> {
  let ended: NodeJS.Signals | number | undefined
  started.exited.then((how) => {
    ended = how
  })
  for (const until = Date.now() + seconds * 1000; Date.now() < until; ) {
    if (ended !== undefined) throw new Error(`the process ended (${ended}):\n${started.output()}`)
    const good = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' }).then(
      (response) => anyAnswer || response.ok,
      () => false,
    )
    if (good) return
    await delay(POLL_MS)
  }
  await started.kill('SIGKILL')
  throw new Error(`${url} was not ready within ${seconds} s:\n${started.output()}`)
}
