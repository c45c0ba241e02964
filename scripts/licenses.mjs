// `npm run licenses`: the licenses of everything that production installs, from the lock file, and a failure for one
// that isn't listed here. docs/decisions/003-dependencies.md says how packages are chosen.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './setup/run.mjs'

/** Permissive, or copyleft that ends at the package's own files or at a library that is loaded and not changed. */
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

/** Packages whose manifest states no license, by the LICENSE file that they carry. */
const STATED_ELSEWHERE = { 'seq-queue': 'MIT' }

/** Whether an SPDX expression can be met by allowed licenses alone. */
const isAllowed = (license) =>
  license
    .replace(/[()]/g, '')
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((one) => ALLOWED.has(one.trim())))

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
const byLicense = new Map()
for (const [path, { dev, link, license, version }] of Object.entries(packages)) {
  // What lies outside of node_modules is ours.
  if (dev || link || !path.includes('node_modules/')) continue
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const stated = license ?? STATED_ELSEWHERE[name] ?? 'no license stated'
  byLicense.set(stated, [...(byLicense.get(stated) ?? []), `${name}@${version}`])
}

const forbidden = []
for (const [license, names] of [...byLicense].sort(([one], [other]) => one.localeCompare(other))) {
  console.log(`${license}: ${[...new Set(names)].sort().join(', ')}`)
  if (!isAllowed(license)) forbidden.push(`${license}: ${names.join(', ')}`)
}
if (forbidden.length > 0) {
  console.error(`\nNot allowed, see scripts/licenses.mjs:\n${forbidden.join('\n')}`)
  process.exit(1)
}
