// `npm run demo:remove`: removes the Notion emulator, the demo, the /dev pages and every test that needs them from this
// checkout, for a team that builds its own product on it. The rest still builds and passes its tests, which
// `npm run test:demo-removed` checks on a copy. Tests that call Notion need the emulator and are removed too; tests of
// pure logic, configuration and the database stay.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { ROOT } from './lib/setup/run.mjs'

const PATHS = [
  'packages/notion-emulator',
  'app/(public)/_components/try-demo.tsx',
  'app/(public)/_lib/promises.test.ts',
  'app/_demo',
  'app/dev',
  'bench',
  'e2e',
  'examples',
  'docs/images',
  'scripts/demo.mjs',
  'scripts/demo-remove.ts',
  'scripts/tests/docs.test.ts',
  'scripts/screenshots.ts',
  'scripts/lib/setup/emulator.mjs',
  'scripts/lib/setup/ports.mjs',
  'scripts/lib/setup/services.mjs',
  'scripts/test-demo-removed.ts',
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

/** Edits to files that stay but refer to removed ones. If a text isn't found, nothing is changed. */
const EDITS: readonly (readonly [file: string, from: string | RegExp, to: string])[] = [
  ['app/layout.tsx', "import { DemoStrip } from './_demo/demo-strip'\n", ''],
  ['app/layout.tsx', '        {config().demo && <DemoStrip />}\n', ''],
  ['components/layout/app-shell.tsx', 'h-[calc(100dvh-var(--strip,0px))]', 'h-dvh'],
  ['app/globals.css', /\/\* What is as high as the window[^}]*demo-strip[^}]*\}\n/, ''],
  ['app/(public)/page.tsx', "import { TryDemo } from './_components/try-demo'\n", ''],
  ['app/(public)/page.tsx', 'const { demo, sourceUrl } = config()', 'const { sourceUrl } = config()'],
  ['app/(public)/page.tsx', / {12}<a href="#developers"[\s\S]*?<\/a>\n/, ''],
  [
    'app/(public)/page.tsx',
    / {6}<Developers sourceUrl=\{sourceUrl\}>[\s\S]*?<\/Developers>\n/,
    '      <Developers sourceUrl={sourceUrl} />\n',
  ],
  ['app/(public)/page.tsx', "import { Terminal } from 'lucide'\n", ''],
  ['app/(public)/page.tsx', "import { buttonClass } from '@/components/ui/button'\n", ''],
  ['app/(public)/page.tsx', "import { Icon } from '@/components/ui/icon'\n", ''],
  ['app/(public)/_components/developers.tsx', 'children: ReactNode', 'children?: ReactNode'],
  ['app/(public)/_components/developers.tsx', /The demo brings its own local[^<]*/, ''],
  ['app/(public)/_components/developers.tsx', ' `children` lets them try it.', ''],
  // The tests behind the promises need the emulator.
  ['app/(public)/_lib/promises.ts', / {4}proof: \{[\s\S]*?\n {4}\},\n/g, ''],
  ['app/(public)/_lib/promises.ts', ', and the test behind each: `npm test` runs all of them', ''],
  ['app/(public)/_components/promises.tsx', 'Three promises, and the tests behind them', 'Three promises'],
  [
    'app/(public)/_components/promises.tsx',
    'Each runs on every change. You can run them yourself.',
    'They hold for every workspace that you connect.',
  ],
  [
    'lib/config/config.ts',
    '  /** True only under `npm run demo`, which shows example pages. */\n  readonly demo: boolean\n',
    '',
  ],
  ['lib/config/config.ts', "    LATCHKEY_DEMO: z.enum(['1']).optional(),\n", ''],
  ['lib/config/config.ts', / {4}if \(env\.LATCHKEY_DEMO && [\s\S]*?\n {6}\}\)\n/, ''],
  ['lib/config/config.ts', "    demo: env.LATCHKEY_DEMO === '1',\n", ''],
  ['lib/config/config.ts', 'import { LOOPBACK_HOSTS, originSchema }', 'import { originSchema }'],
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
  ['scripts/lib/setup/environment.mjs', "  'LATCHKEY_DEMO',\n", ''],
  ['vitest.config.ts', "      LATCHKEY_DEMO: '',\n", ''],
  ['.env.example', /\n# Set by `npm run demo` alone[\s\S]*?# LATCHKEY_DEMO=\n/, ''],
  ['.env.example', / `npm run demo` uses none of them\./, ''],
  [
    'scripts/tests/repository.test.ts',
    /\n {2}test\('has every command that the documentation mentions'[\s\S]*?\n {2}\}\)\n/,
    '',
  ],
  ['scripts/test.mjs', /async function runBrowserTests\(\) \{[\s\S]*?\n\}\n\n/, ''],
  ['scripts/test.mjs', /\/\*\* Tests with this tag[\s\S]*?const BROWSER_REPORTS = .*\n/, ''],
  [
    'scripts/test.mjs',
    /import \{ .* \} from '\.\/lib\/setup\/test-counts\.mjs'/,
    "import { readUnitCounts } from './lib/setup/test-counts.mjs'",
  ],
  ['scripts/test.mjs', ', emulator: null, browser: null }', ' }'],
  ['scripts/test.mjs', "  kinds['emulator'] = unit?.emulator ?? null\n", ''],
  [
    'scripts/test.mjs',
    / {2}for \(const name of \['unit\.json'.*\n/,
    "  rmSync(reportFile('unit.json'), { force: true })\n",
  ],
  [
    'scripts/test.mjs',
    / {2}if \(isBuilt\(\) \|\| [\s\S]*?runBrowserTests\(\)\n/,
    "  if (!isBuilt()) await tryStep('The production build succeeds', build)\n",
  ],
]

const fail = (message: string): never => {
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
const isForTests = (file: string) => /^test-support\/|\.test(-support)?\.tsx?$/.test(file)

/** The file of this repository that an import in `from` refers to, if any. */
function resolveImport(from: string, specifier: string): string | null {
  if (!/^(@\/|\.)/.test(specifier)) return null
  const base = specifier.startsWith('@/') ? specifier.slice(2) : normalize(join(dirname(from), specifier))
  return (
    ['', '.ts', '.tsx', '/index.ts', '/index.tsx'].map((end) => base + end).find((path) => all.has(path)) ??
    null
  )
}

const changed = new Map<string, string>()
for (const [file, from, to] of EDITS) {
  const text = changed.get(file) ?? readFileSync(file, 'utf8')
  const next = text.replace(from, to)
  if (next === text) fail(`${file} doesn't contain ${from}: see scripts/demo-remove.ts.`)
  changed.set(file, next)
}
const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g
const sources = tracked.filter((file) => /\.(tsx?|mjs)$/.test(file))
const imports = new Map(
  sources.map((file) => [
    file,
    [...(changed.get(file) ?? readFileSync(file, 'utf8')).matchAll(IMPORT)].flatMap(
      ([, name = '']) => resolveImport(file, name) ?? [],
    ),
  ]),
)

// Tests of removed files are removed too. Product code that imports one is an error.
for (let before = -1; before !== gone.size; ) {
  before = gone.size
  for (const file of sources) {
    const needs = gone.has(file) ? undefined : imports.get(file)?.find((path) => gone.has(path))
    if (!needs) continue
    if (!isForTests(file))
      fail(`${file} stays but imports ${needs}, which is removed: see scripts/demo-remove.ts.`)
    gone.add(file)
  }
}
// Test helpers that nothing imports any more.
for (let before = -1; before !== gone.size; ) {
  before = gone.size
  for (const file of sources) {
    const users = sources.filter((other) => imports.get(other)?.includes(file))
    if (!gone.has(file) && isForTests(file) && users.length > 0 && users.every((user) => gone.has(user)))
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

const count = (test: (file: string) => boolean) => [...gone].filter(test).length
console.log(
  `Removed ${gone.size} files, ${count((file) => /\.(test|spec)\.tsx?$/.test(file))} of them tests. Now:`,
)
console.log('  1. npm install   (brings package-lock.json up to date)')
console.log('  2. npm run format && npm run lint && npm run types && npm run test:unit && npm run build')
console.log('  3. Rewrite README.md and what docs/ says about the demo and the emulator.')
