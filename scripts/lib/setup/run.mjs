import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

/** A command failed; its output, or the end of it, is in `output`. */
export class CommandFailed extends Error {
  constructor(name, code, output) {
    super(`${name} failed (${code})`)
    this.output = output
  }
}

const running = new Set()

/** Ends whatever `run` still has running: for a command that is interrupted. */
export function stopRunning() {
  for (const child of running) child.kill('SIGTERM')
}

/**
 * Runs a program of ours or of a package with this Node.js. Its output is kept and shown only when it
 * fails, or at once with `show`.
 *
 * @param {string} name what it is, for a person
 * @param {string[]} args arguments of node: a script first
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
