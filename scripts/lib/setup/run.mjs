import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of package.json. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

/** A failed command. `output` is the end of its output. */
export class CommandFailed extends Error {
  constructor(name, code, output) {
    super(`${name} failed (${code})`)
    this.output = output
  }
}

const running = new Set()

/** Ends all running programs, for a command that is interrupted. */
export function stopRunning() {
  for (const child of running) child.kill('SIGTERM')
}

/**
 * Runs a script with this Node.js. Its output is only shown if it fails, or always with `show`.
 *
 * @param {string} name a name for error messages
 * @param {string[]} args arguments of node: the script first
 * @param {{ env?: Record<string, string | undefined>, show?: boolean, mayFail?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(name, args, { env = {}, show = false, mayFail = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    })
    running.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-200_000)
      })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      running.delete(child)
      if (code === 0 || (mayFail && code !== null)) resolve({ code, output })
      else reject(new CommandFailed(name, signal ?? `exit code ${code}`, output))
    })
  })
}

/** Where a package's program lies: `node <this>` runs it, on every platform. */
export const program = (path) => join(ROOT, 'node_modules', path)
