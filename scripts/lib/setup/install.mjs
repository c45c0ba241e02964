import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandFailed, ROOT } from './run.mjs'

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

/** Whether npm's record of node_modules matches the lock file. */
export function isInstalled(root = ROOT) {
  const locked = readPackages(join(root, 'package-lock.json'))
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'))
  const names = Object.keys(locked).filter((name) => name !== '' && !locked[name].optional)
  return (
    names.length > 0 &&
    names.every((name) => present[name]?.version === locked[name].version && existsSync(join(root, name))) &&
    Object.keys(present).every((name) => locked[name]?.version === present[name].version)
  )
}

/**
 * Runs `npm ci`. Install scripts are disabled (.npmrc): no package needs them, and Prisma's would reject Node.js 20.9 and
 * download an engine that isn't used.
 */
export function install() {
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund']
  const options = { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] }
  return new Promise((resolve, reject) => {
    const child = npm?.endsWith('.js')
      ? spawn(process.execPath, [npm, ...args], options)
      : spawn('npm', args, { ...options, shell: process.platform === 'win32' })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-20_000)
      })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(undefined) : reject(new CommandFailed('npm ci', `exit code ${code}`, output)),
    )
  })
}
