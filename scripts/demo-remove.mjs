// `npm run demo:remove`: takes the Notion emulator, the demo, the /dev pages and every test that needs them out of this
// checkout, for a team that builds its own product on it. What stays builds, and its tests pass:
// `npm run test:demo-removed` proves it on a copy. Tests that speak to Notion need the emulator, so they go with it;
// tests of pure logic, configuration and the database stay.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { ROOT } from './setup/run.mjs'

const PATHS = [
  'packages/notion-emulator',
  'app/dev',
  'bench',
  'e2e',
  'examples',
  'docs/images',
  'scripts/demo.mjs',
  'scripts/demo-remove.mjs',
  'scripts/docs.test.ts',
  'scripts/screenshots.ts',
  'scripts/setup/emulator.d.mts',
  'scripts/setup/emulator.mjs',
  'scripts/setup/ports.mjs',
  'scripts/setup/services.mjs',
  'scripts/test-demo-removed.mjs',
  'scripts/test-e2e.mjs',
  'test-support/browser.ts',
  'test-support/bundle-emulator.ts',
  'test-support/headless-chromium',
]

const COMMANDS = /^(demo|emulator|screenshots|example|bench|test:e2e|test:demo-removed)(:|$)/
const PACKAGES = [
  '@axe-core/playwright',
  '@faker-js/faker',
  '@hono/node-server',
  'ajv',
  'ajv-formats',
  'esbuild',
  'hono',
  'httpxy',
  'lighthouse',
  'playwright',
]

/** What stays and names what goes. Each text must be there exactly once or more; else nothing is changed. */
const EDITS = [
  [
    'lib/config/config.ts',
    '  /** True only under `npm run demo`: example pages are shown. */\n  readonly demo: boolean\n',
    '',
  ],
  ['lib/config/config.ts', "    LATCHKEY_DEMO: z.enum(['1']).optional(),\n", ''],
  ['lib/config/config.ts', / {4}if \(env\.LATCHKEY_DEMO && [\s\S]*?\n {6}\}\)\n/, ''],
  ['lib/config/config.ts', "    demo: env.LATCHKEY_DEMO === '1',\n", ''],
  ['lib/config/config.ts', 'import { LOOPBACK_HOSTS, origin }', 'import { origin }'],
  ['test-support/global-setup.ts', "import { bundleEmulator } from './bundle-emulator'\n", ''],
  ['test-support/global-setup.ts', '  process.env.LATCHKEY_TEST_EMULATOR = bundleEmulator(run)\n\n', ''],
  ['test-support/global-setup.ts', / {4}rmSync\(process\.env\.LATCHKEY_TEST_EMULATOR.*\n/, ''],
  ['test-support/global-setup.ts', ', and the emulator as a single script', ''],
  ['lib/config/config.ts', /, or try the app without one: npm run demo/g, ''],
  [
    'lib/errors.ts',
    /`See \.env\.example for every variable\.[^`]*npm run demo`/,
    "'See .env.example for every variable.'",
  ],
  ['lib/config/config.test.ts', '      demo: false,\n', ''],
  ['lib/config/config.test.ts', "    expect(message).toContain('npm run demo')\n", ''],
  ['lib/config/config.test.ts', / {4}\['the demo with the real Notion'.*\n/, ''],
  ['scripts/setup/environment.mjs', "  'LATCHKEY_DEMO',\n", ''],
  ['vitest.config.ts', "      LATCHKEY_DEMO: '',\n", ''],
  ['.env.example', /\n# Set by `npm run demo` alone[\s\S]*?# LATCHKEY_DEMO=\n/, ''],
  ['.env.example', / `npm run demo` uses none of them\./, ''],
  [
    'scripts/repository.test.ts',
    /\n {2}test\('has every command that its documents name'[\s\S]*?\n {2}\}\)\n/,
    '',
  ],
  ['scripts/test.mjs', /async function browserTests\(\) \{[\s\S]*?\n\}\n\n/, ''],
  ['scripts/test.mjs', /\/\*\* Tests that need the whole machine[\s\S]*?const BROWSER_REPORTS = .*\n/, ''],
  [
    'scripts/test.mjs',
    /import \{ .* \} from '\.\/setup\/test-counts\.mjs'/,
    "import { unitCounts } from './setup/test-counts.mjs'",
  ],
  ['scripts/test.mjs', ', emulator: null, browser: null }', ' }'],
  ['scripts/test.mjs', "  kinds['emulator'] = unit?.emulator ?? null\n", ''],
  [
    'scripts/test.mjs',
    / {2}for \(const name of \['unit\.json'.*\n/,
    "  rmSync(report('unit.json'), { force: true })\n",
  ],
  [
    'scripts/test.mjs',
    / {2}if \(built\(\) \|\| .*browserTests\(\)\n/,
    "  if (!built()) await attempt('The production build succeeds', build)\n",
  ],
]

const fail = (message) => {
  console.error(`${message}\nNothing was changed.`)
  process.exit(1)
}

process.chdir(ROOT)
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => existsSync(file))
const all = new Set(tracked)
const gone = new Set(
  tracked.filter((file) => PATHS.some((path) => file === path || file.startsWith(`${path}/`))),
)
const forTests = (file) => /^test-support\/|\.test(-support)?\.tsx?$/.test(file)

/** The file of this repository that an import in `from` names, if any. */
function imported(from, specifier) {
  if (!/^(@\/|\.)/.test(specifier)) return null
  const base = specifier.startsWith('@/') ? specifier.slice(2) : normalize(join(dirname(from), specifier))
  return (
    ['', '.ts', '.tsx', '/index.ts', '/index.tsx'].map((end) => base + end).find((path) => all.has(path)) ??
    null
  )
}

const changed = new Map()
for (const [file, from, to] of EDITS) {
  const text = changed.get(file) ?? readFileSync(file, 'utf8')
  const next = text.replace(from, to)
  if (next === text) fail(`${file} doesn't hold ${from}: see scripts/demo-remove.mjs.`)
  changed.set(file, next)
}
const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g
const sources = tracked.filter((file) => /\.(tsx?|mjs)$/.test(file))
const imports = new Map(
  sources.map((file) => [
    file,
    [...(changed.get(file) ?? readFileSync(file, 'utf8')).matchAll(IMPORT)]
      .map(([, name]) => imported(file, name))
      .filter(Boolean),
  ]),
)

// A test of something that goes, goes. Code of the product that needs it stops everything.
for (let before = -1; before !== gone.size; ) {
  before = gone.size
  for (const file of sources) {
    const needs = gone.has(file) ? undefined : imports.get(file).find((path) => gone.has(path))
    if (!needs) continue
    if (!forTests(file)) fail(`${file} stays and imports ${needs}, which goes: see scripts/demo-remove.mjs.`)
    gone.add(file)
  }
}
// What only they used: helpers of tests that nothing imports any more.
for (let before = -1; before !== gone.size; ) {
  before = gone.size
  for (const file of sources) {
    const users = sources.filter((other) => imports.get(other).includes(file))
    if (!gone.has(file) && forTests(file) && users.length > 0 && users.every((user) => gone.has(user)))
      gone.add(file)
  }
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
for (const name of Object.keys(manifest.scripts)) if (COMMANDS.test(name)) delete manifest.scripts[name]
for (const name of PACKAGES)
  for (const list of ['dependencies', 'devDependencies']) delete manifest[list][name]
delete manifest.workspaces
changed.set('package.json', `${JSON.stringify(manifest, null, 2)}\n`)

for (const [file, text] of changed) writeFileSync(file, text)
for (const file of gone) rmSync(file, { force: true })
for (const path of PATHS) rmSync(path, { recursive: true, force: true })

const count = (test) => [...gone].filter(test).length
console.log(
  `Removed ${gone.size} files, ${count((file) => /\.(test|spec)\.tsx?$/.test(file))} of them tests. Now:`,
)
console.log('  1. npm install   (brings package-lock.json up to date)')
console.log('  2. npm run format && npm run lint && npm run types && npm run test:unit && npm run build')
console.log('  3. Rewrite README.md and what docs/ says of the demo and the emulator.')
