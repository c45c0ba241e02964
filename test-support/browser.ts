import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The browser that tests drive: `CHROMIUM_PATH`, the system's, Playwright's own; null when there is none. */
export function findBrowser(): string | null {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist`)
    return given
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const system = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...system, ...PLACES, chromium.executablePath()].find((path) => path && existsSync(path)) ?? null
}

/**
 * Installs a browser: Debian's own chromium where we are root and may, else Playwright's.
 * @throws {Error} neither worked, with what was said
 */
export function installBrowser(): string {
  const said: string[] = []
  const attempt = (command: string, args: string[]): string | null => {
    const run = spawnSync(command, args, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (run.status !== 0)
      said.push(`${command} ${args.join(' ')}: ${(run.stderr || run.stdout || '').slice(-500)}`)
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
  throw new Error(`no browser could be installed; set CHROMIUM_PATH to one.\n${said.join('\n')}`)
}
