import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const READS_ENVIRONMENT = 'export const key = process.env.TOKEN_KEYS\n'

const cases = [
  { from: 'lib/token-vault/environment.ts', code: READS_ENVIRONMENT, allowed: false },
  { from: 'app/environment.ts', code: READS_ENVIRONMENT, allowed: false },
  { from: 'lib/config/read.ts', code: READS_ENVIRONMENT, allowed: true },
  { from: 'lib/activity/any.ts', code: 'export const anything: any = 1\n', allowed: false },
  {
    from: 'lib/activity/one.ts',
    code: "import { thing } from './two'\nexport const used = thing\n",
    allowed: false,
  },
  {
    from: 'lib/activity/two.ts',
    code: "import { used } from './one'\nexport const thing = used\n",
    allowed: false,
  },
] as const

describe("the rules of biome.json that are this project's own", () => {
  const refused = new Set<string>()
  let root = ''

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'latchkey-lint-'))
    const settings: Record<string, unknown> = JSON.parse(readFileSync('biome.json', 'utf8'))
    delete settings['$schema']
    writeFileSync(join(root, 'biome.json'), JSON.stringify({ ...settings, vcs: { enabled: false } }))
    for (const { from, code } of cases) {
      mkdirSync(dirname(join(root, from)), { recursive: true })
      writeFileSync(join(root, from), code)
    }
    const biome = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome')
    const run = spawnSync(
      process.execPath,
      [biome, 'lint', '--reporter=json', '--max-diagnostics=none', 'lib', 'app'],
      { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    )
    const report: { diagnostics: { severity: string; location?: { path?: unknown } }[] } = JSON.parse(
      run.stdout,
    )
    for (const { severity, location } of report.diagnostics) {
      const path = location?.path
      const file = path && typeof path === 'object' && 'file' in path ? path.file : path
      if (severity === 'error') refused.add(String(file))
    }
  }, 30_000)

  afterAll(() => rmSync(root, { recursive: true, force: true }))

  test.each(cases)('$from, allowed: $allowed', ({ from, allowed }) => {
    expect(refused.has(from)).toBe(!allowed)
  })
})
