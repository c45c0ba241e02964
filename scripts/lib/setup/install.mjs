import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandFailed, ROOT } from './run.mjs'

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

/** Whether npm's own record of node_modules says the same as the lock file. */
export function installed(root = ROOT) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const there = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  const names = Object.keys(wanted).filter((name) => name !== '' && !wanted[name].optional)
  return (
    names.length > 0 &&
    names.every((name) => there[name]?.version === wanted[name].version && existsSync(join(root, name))) &&
    Object.keys(there).every((name) => wanted[name]?.version === there[name].version)
  )
}

/**
 * `npm ci`. Install scripts do not run (.npmrc): none of our packages needs its own, and Prisma's would
 * refuse Node.js 20.9 and download an engine that nothing here uses.
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
