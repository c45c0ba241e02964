import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findViolations, formatViolation } from './check'
import { LAYERS, PROGRAMS } from './layers'

interface Case {
  /** The importing file. */
  readonly from: string
  readonly code: string
  readonly allowed: boolean
}

const importing = (from: string, specifier: string, allowed: boolean): Case => ({
  from,
  code: `import { thing } from '${specifier}'\nexport const used = thing\n`,
  allowed,
})
const importingType = (from: string, specifier: string, allowed: boolean): Case => ({
  from,
  code: `import type { Thing } from '${specifier}'\nexport type Used = Thing\n`,
  allowed,
})

const parts = LAYERS.map((layer) =>
  layer.filter((place) => place.startsWith('lib/') && !place.endsWith('.ts') && place !== 'lib/shared'),
)
const nameOf = (place: string) => place.slice('lib/'.length)

/** Every import between two folders of lib/, by value and by type. */
const betweenParts = parts.flatMap((layer, height) =>
  layer.flatMap((place) =>
    parts.flatMap((other, otherHeight) =>
      other
        .filter((target) => target !== place)
        .flatMap((target) => [
          importing(`${place}/to-${nameOf(target)}.ts`, `../${nameOf(target)}`, otherHeight > height),
          importingType(`${place}/type-${nameOf(target)}.ts`, `@/${target}`, otherHeight > height),
        ]),
    ),
  ),
)

const emulatorLayers = (PROGRAMS['packages/notion-emulator'] ?? []).map((layer) =>
  layer.filter((place) => !place.endsWith('.ts')),
)
const lastPart = (place: string) => place.slice(place.lastIndexOf('/') + 1)

/** Every import between two folders of the emulator. */
const betweenEmulatorFolders = emulatorLayers.flatMap((layer, height) =>
  layer.flatMap((place) =>
    emulatorLayers.flatMap((other, otherHeight) =>
      other
        .filter((target) => target !== place)
        .map((target) =>
          importing(
            `${place}/to-${lastPart(target)}.ts`,
            `../${lastPart(target)}/things`,
            otherHeight > height,
          ),
        ),
    ),
  ),
)

const cases: Case[] = [
  ...betweenParts,
  ...betweenEmulatorFolders,
  importing('lib/token-vault/errors-below.ts', '../errors', true),
  importing('lib/token-vault/deep.ts', '../config/config', false),
  importing('lib/token-vault/own.ts', './seal', true),
  importing('lib/token-vault/nested/own.ts', '../seal', true),
  importing('lib/token-vault/shared.ts', '../shared/urls', true),
  importing('lib/token-vault/react.ts', 'react', false),
  importing('lib/content/next.ts', 'next/headers', false),
  importing('lib/accounts/auth-js.ts', 'next-auth', false),
  importingType('lib/accounts/auth-js-type.ts', '@auth/core/adapters', false),
  importing('lib/accounts/own-package.ts', 'react-like', true),
  importing('lib/auth/next.ts', 'next/headers', true),
  importing('lib/auth/page.ts', '@/app/page', false),
  importing('lib/notion/component.ts', '../../components/button', false),
  importing('lib/errors.ts', './content', false),
  importingType('lib/shared/upward.ts', '@/lib/notion', false),
  importing('lib/shared/sibling.ts', './urls', true),
  importing('lib/config/tests.ts', '@/test-support/databases', false),
  importing('lib/config/test-file.ts', './config.test', false),
  importing('lib/config/config.test.ts', '@/test-support/databases', true),
  importing('lib/new-folder/index.ts', '../config', false),
  importing('lib/config/new-folder.ts', '../new-folder', false),
  importing('app/page.tsx', '@/lib/content', true),
  importing('app/deep/page.tsx', '@/lib/content/workspace', false),
  importing('app/relative.tsx', '../lib/content/workspace', false),
  importing('app/shared.tsx', '@/lib/shared/urls', true),
  importing('app/client.tsx', '@/components/button', true),
  importing('app/sql.ts', 'pg', false),
  importing('app/prisma.ts', '@prisma/client', false),
  importing('app/wire.ts', '@notionhq/client', false),
  importing('app/emulator.ts', '@/packages/notion-emulator', false),
  importing('app/emulator-deep.ts', '@/packages/notion-emulator/state', false),
  importing('app/script.ts', '@/scripts/lib/doctor', false),
  {
    from: 'app/dynamic.ts',
    code: "export const load = () => import('@/lib/content/workspace')\n",
    allowed: false,
  },
  { from: 'app/re-export.ts', code: "export * from '@/lib/content/workspace'\n", allowed: false },
  {
    from: 'app/type-query.ts',
    code: "export type Found = import('@/lib/content/workspace').Found\n",
    allowed: false,
  },
  {
    from: 'app/jsx.tsx',
    code: "import { thing } from '@/lib/content/workspace'\nexport const Shown = () => <b>{thing}</b>\n",
    allowed: false,
  },
  importing('middleware.ts', './app/rate-limit', true),
  importing('app/upward.ts', '@/middleware', false),
  importing('components/calls.tsx', '@/lib/content', false),
  importing('components/shared.tsx', '@/lib/shared/urls', true),
  importing('components/page.tsx', '@/app/page', false),
  importing('components/sibling.tsx', './button', true),
  importing('components/wire.tsx', '@notionhq/client', false),
  importingType('components/types.tsx', '@/lib/token-vault', true),
  importingType('components/deep-types.tsx', '@/lib/token-vault/types', false),
  {
    from: 'components/mixed.tsx',
    code: "import { type Thing, thing } from '@/lib/content'\nexport const used: Thing = thing\n",
    allowed: false,
  },
  {
    from: 'components/inline-types.tsx',
    code: "import { type Thing } from '@/lib/content'\nexport type Used = Thing\n",
    allowed: true,
  },
  importing('packages/notion-emulator/api/core.ts', '../../../lib/token-vault', false),
  importing('packages/notion-emulator/api/alias.ts', '@/lib/token-vault', false),
  importing('packages/notion-emulator/tests/core.test.ts', '@/test-support/databases', false),
  importing('packages/notion-emulator/tests/own.test.ts', '../server/app', true),
  importing('packages/notion-emulator/new-folder/things.ts', '../world', false),
  importing('packages/notion-emulator/cli.ts', '.', true),
  importing('packages/notion-emulator/index.ts', './server/app', true),
  importing('test-support/emulator-types.ts', '@/packages/notion-emulator/state/switches', false),
  importing('scripts/tool.ts', '@/lib/token-vault/seal', true),
  importing('scripts/starts.ts', '@/packages/notion-emulator', true),
  importing('lib/activity/one.ts', './two', false),
  importing('lib/activity/two.ts', './three', false),
  importingType('lib/activity/three.ts', './one', false),
]

describe('import boundaries', () => {
  const refused = new Map<string, string[]>()
  let root = ''

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'latchkey-boundaries-'))
    const folders = parts.flat().map((place) => ({ from: `${place}/index.ts`, code: 'export {}\n' }))
    for (const { from, code } of [...folders, ...cases]) {
      mkdirSync(dirname(join(root, from)), { recursive: true })
      writeFileSync(join(root, from), code)
    }
    for (const violation of findViolations(root))
      refused.set(violation.file, [...(refused.get(violation.file) ?? []), formatViolation(violation)])
  })

  afterAll(() => rmSync(root, { recursive: true, force: true }))

  test.each(cases.filter(({ from, allowed }) => !allowed && !from.startsWith('lib/activity/t')))(
    '$from is refused: $code',
    ({ from }) => {
      expect(refused.get(from) ?? []).not.toEqual([])
    },
  )

  test.each(cases.filter(({ allowed }) => allowed))('$from is allowed: $code', ({ from }) => {
    expect(refused.get(from) ?? []).toEqual([])
  })

  test('a violation contains its location, what may be imported and where the list is', () => {
    expect(refused.get('lib/notion/to-accounts.ts')).toEqual([
      'lib/notion/to-accounts.ts:1 imports ../accounts. lib/notion may import lib/database, lib/config, lib/errors.ts, lib/shared: imports go down the list in scripts/lib/boundaries/layers.ts.',
    ])
  })

  test('a circle through a type import is reported once, with its path', () => {
    const reported = [...refused.values()].flat().filter((message) => message.includes('circle'))
    expect(reported).toEqual([
      'lib/activity/one.ts:1 is in a circle: lib/activity/one.ts -> lib/activity/two.ts -> lib/activity/three.ts -> lib/activity/one.ts',
    ])
  })

  test('a folder that is in no layer is reported', () => {
    expect(refused.get('lib/new-folder/index.ts')).toContain(
      'lib/new-folder/index.ts:1 is in no layer: add its folder to scripts/lib/boundaries/layers.ts.',
    )
  })

  test('the command prints the violations and fails', () => {
    const tsx = pathToFileURL(join(process.cwd(), 'node_modules/tsx/dist/esm/index.mjs')).href
    const run = spawnSync(
      process.execPath,
      ['--import', tsx, join(process.cwd(), 'scripts/check-boundaries.ts')],
      {
        cwd: root,
        encoding: 'utf8',
      },
    )
    expect(run.stderr).toContain('app/sql.ts:1 imports pg. Routes are thin')
    expect(run.status).toBe(1)
  })

  test('the repository has no violation', () => {
    expect(findViolations(process.cwd()).map(formatViolation)).toEqual([])
  })
})
