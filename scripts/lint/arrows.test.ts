import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const LAYERS = [
  ['config'],
  ['database', 'limits'],
  ['activity', 'notion', 'vault'],
  ['connections'],
  ['browse'],
  ['account'],
  ['auth'],
  ['start'],
]

interface Arrow {
  /** The importing file. */
  readonly from: string
  readonly code: string
  readonly allowed: boolean
}

const arrow = (from: string, specifier: string, allowed: boolean): Arrow => ({
  from,
  code: `import { thing } from '${specifier}'\nexport const used = thing\n`,
  allowed,
})

/** Every arrow between two parts of lib/, and those that cross its border. */
function arrows(): Arrow[] {
  const between = LAYERS.flatMap((layer, height) =>
    layer.flatMap((part) =>
      LAYERS.flatMap((other, otherHeight) =>
        other
          .filter((target) => target !== part)
          .flatMap((target) => [
            arrow(`lib/${part}/to-${target}.ts`, `../${target}`, otherHeight < height),
            arrow(`lib/${part}/alias-${target}.ts`, `@/lib/${target}`, otherHeight < height),
          ]),
      ),
    ),
  )
  return [
    ...between,
    arrow('lib/vault/errors.ts', '../errors', true),
    arrow('lib/vault/deep.ts', '../config/config', false),
    arrow('lib/vault/own.ts', './seal', true),
    arrow('lib/vault/react.ts', 'react', false),
    arrow('lib/connections/next.ts', 'next/headers', false),
    arrow('lib/account/auth-js.ts', 'next-auth', false),
    arrow('lib/auth/next.ts', 'next/headers', true),
    arrow('lib/auth/page.ts', '@/app/page', false),
    arrow('lib/notion/component.ts', '../../components/button', false),
    arrow('lib/errors.ts', './connections', false),
    arrow('lib/whole.ts', './connections', true),
    arrow('lib/whole-deep.ts', './connections/life', false),
    arrow('app/page.tsx', '@/lib/connections', true),
    arrow('app/deep/page.tsx', '@/lib/connections/life', false),
    arrow('app/relative.tsx', '../lib/connections/life', false),
    arrow('app/client.tsx', '@/components/button', true),
    arrow('app/sql.ts', 'pg', false),
    arrow('app/wire.ts', '@notionhq/client', false),
    arrow('app/stand-in.ts', '@/notion-stand-in/state', false),
    arrow('components/calls.tsx', '@/lib/connections', false),
    arrow('components/page.tsx', '@/app/page', false),
    arrow('components/sibling.tsx', './button', true),
    {
      from: 'components/types.tsx',
      code: "import type { Connection } from '@/lib/connections'\nexport type Used = Connection\n",
      allowed: true,
    },
    arrow('notion-stand-in/core.ts', '../lib/vault', false),
    arrow('notion-stand-in/alias.ts', '@/lib/vault', false),
    arrow('notion-stand-in/own.ts', './state', true),
    { from: 'lib/vault/environment.ts', code: 'export const key = process.env.TOKEN_KEYS\n', allowed: false },
    { from: 'app/environment.ts', code: 'export const key = process.env.TOKEN_KEYS\n', allowed: false },
    { from: 'lib/config/read.ts', code: 'export const key = process.env.TOKEN_KEYS\n', allowed: true },
    { from: 'lib/activity/any.ts', code: 'export const anything: any = 1\n', allowed: false },
    arrow('lib/activity/one.ts', './two', false),
    {
      from: 'lib/activity/two.ts',
      code: "import { used } from './one'\nexport const thing = used\n",
      allowed: false,
    },
  ]
}

describe('the lint holds the arrows between the folders', () => {
  const all = arrows()
  const faulty = new Map<string, string[]>()
  let place = ''

  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'latchkey-arrows-'))
    const settings: Record<string, unknown> = JSON.parse(readFileSync('biome.json', 'utf8'))
    delete settings['$schema']
    writeFileSync(join(place, 'biome.json'), JSON.stringify({ ...settings, vcs: { enabled: false } }))
    cpSync('scripts/lint', join(place, 'scripts/lint'), { recursive: true })
    for (const { from, code } of all) {
      mkdirSync(dirname(join(place, from)), { recursive: true })
      writeFileSync(join(place, from), code)
    }
    const biome = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome')
    const run = spawnSync(
      process.execPath,
      [
        biome,
        'lint',
        '--reporter=json',
        '--max-diagnostics=none',
        'lib',
        'app',
        'components',
        'notion-stand-in',
      ],
      { cwd: place, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    )
    const report: { diagnostics: { category?: string; severity: string; location?: { path?: unknown } }[] } =
      JSON.parse(run.stdout)
    for (const { category = '', severity, location } of report.diagnostics) {
      const found = location?.path
      const path =
        typeof found === 'string'
          ? found
          : found && typeof found === 'object' && 'file' in found
            ? String(found.file)
            : ''
      if (severity === 'error') faulty.set(path, [...(faulty.get(path) ?? []), category])
    }
  }, 30_000)

  afterAll(() => rmSync(place, { recursive: true, force: true }))

  test.each(all.filter(({ allowed }) => !allowed))('$from is refused: $code', ({ from }) => {
    expect(faulty.get(from) ?? []).not.toEqual([])
  })

  test.each(all.filter(({ allowed }) => allowed))('$from is allowed: $code', ({ from }) => {
    expect(faulty.get(from) ?? []).toEqual([])
  })
})
