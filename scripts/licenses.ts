// `npm run licenses`: lists the licenses of everything that production installs, from the lock file, and fails if one is
// not allowed here. docs/decisions/003-dependencies.md says how packages are chosen.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './lib/setup/run.mjs'

/** Permissive, or copyleft limited to the package's own files or to an unmodified library. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'EPL-2.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
])

/** Packages without a license in their manifest: the license in their LICENSE file. */
const LICENSE_FILES: Readonly<Record<string, string>> = { 'seq-queue': 'MIT' }

/** Whether allowed licenses satisfy an SPDX expression. */
const isAllowed = (license: string): boolean =>
  license
    .replace(/[()]/g, '')
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((one) => ALLOWED.has(one.trim())))

interface LockedPackage {
  readonly dev?: boolean
  readonly link?: boolean
  readonly license?: string
  readonly version: string
}

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>
}
const byLicense = new Map<string, string[]>()
for (const [path, { dev, link, license, version }] of Object.entries(packages)) {
  // Packages outside node_modules are our own.
  if (dev || link || !path.includes('node_modules/')) continue
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const stated = license ?? LICENSE_FILES[name] ?? 'no license stated'
  byLicense.set(stated, [...(byLicense.get(stated) ?? []), `${name}@${version}`])
}

const forbidden: string[] = []
for (const [license, names] of [...byLicense].sort(([one], [other]) => one.localeCompare(other))) {
  console.log(`${license}: ${[...new Set(names)].sort().join(', ')}`)
  if (!isAllowed(license)) forbidden.push(`${license}: ${names.join(', ')}`)
}
if (forbidden.length > 0) {
  console.error(`\nNot allowed, see scripts/licenses.ts:\n${forbidden.join('\n')}`)
  process.exit(1)
}
