import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { driftFromMigrations, openDatabase } from '@/lib/database'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { anEmbeddedDatabase } from '@/test-support/databases'

const read = (path: string) => readFileSync(path, 'utf8')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')

interface Manifest {
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const manifests: readonly Manifest[] = files
  .filter((file) => /^(packages\/[^/]+\/)?package\.json$/.test(file))
  .map((file) => JSON.parse(read(file)))
const dependencies = manifests.flatMap((one) =>
  Object.entries({ ...one.dependencies, ...one.devDependencies }),
)

/** The names in the schema of lib/config. */
function variables(): string[] {
  const source = read('lib/config/config.ts')
  const schema = source.slice(source.indexOf('const schema'), source.indexOf('\n  .superRefine'))
  return [...schema.matchAll(/^ {4}([A-Z][A-Z_]+):/gm)].map(([, name = '']) => name)
}

interface LockedPackage {
  resolved?: string
  integrity?: string
  inBundle?: boolean
  link?: boolean
}

describe.each(files.filter((file) => /(^|\/)package-lock\.json$/.test(file)))('the lock file %s', (path) => {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(read(path))
  // Without the workspaces of this repository and the links to them.
  const packages = Object.entries(lock.packages).filter(
    ([name, { link }]) => name.startsWith('node_modules/') && !link,
  )

  test('names no registry', () => {
    expect(packages.filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
  })

  test('fixes every package by its hash', () => {
    expect(packages.filter(([, entry]) => !entry.integrity && !entry.inBundle).map(([name]) => name)).toEqual(
      [],
    )
  })
})

describe('the repository', () => {
  test('pins every dependency to one version', () => {
    expect(dependencies.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  test('gives a reason for every dependency', () => {
    const record = read('docs/decisions/003-dependencies.md')
    expect(dependencies.filter(([name]) => !record.includes(`\`${name}\``))).toEqual([])
  })

  test('contains no path of a machine', () => {
    const machine = /(?<![\w.@-])\/(?:home|Users|root|work)\/[\w.-]/
    const text = files.filter((file) => !/\.(png|ico|woff2?|jpg|test\.ts)$/.test(file))
    expect(text.filter((file) => machine.test(read(file)))).toEqual([])
  })

  test('names the product only in lib/shared/brand.mjs', () => {
    const product = files.filter(
      (file) =>
        /^(app|components|lib|scripts)\/|^middleware\.ts$/.test(file) &&
        /\.(tsx?|mjs)$/.test(file) &&
        !/\.test\.tsx?$/.test(file),
    )
    const comment = /^\s*(\/\*\*|\*|\/\/)/
    const name = new RegExp(`(\\b|\\\\n)${PRODUCT_NAME}\\b`)
    expect(
      product.filter((file) =>
        read(file)
          .split('\n')
          .some((line) => name.test(line) && !comment.test(line)),
      ),
    ).toEqual(['lib/shared/brand.mjs'])
  })

  test("contains no copy of Notion's OpenAPI description", () => {
    expect(files.filter((file) => /openapi.*\.(json|ya?ml)$/i.test(file))).toEqual([])
  })

  test('contains no file with secrets', () => {
    expect(files.filter((file) => /(^|\/)\.env(\.|$)/.test(file) && file !== '.env.example')).toEqual([])
  })

  test('explains every variable of the configuration in .env.example', () => {
    const explained = read('.env.example')
    expect(variables().length).toBeGreaterThan(10)
    expect(variables().filter((name) => !new RegExp(`^#? ?${name}=`, 'm').test(explained))).toEqual([])
  })

  test('clears every variable of the configuration for the demo', async () => {
    const { VARIABLES } = await import('../lib/setup/environment.mjs')
    expect([...VARIABLES].sort()).toEqual(variables().sort())
  })

  test('has every command that the documentation mentions', () => {
    const manifest: Manifest = JSON.parse(read('package.json'))
    const documents = files.filter((file) => file.endsWith('.md') || file === '.env.example').map(read)
    const named = documents.flatMap((text) =>
      [...text.matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, name = '']) => name),
    )
    expect([...new Set(named)].filter((name) => !(name in manifest.scripts))).toEqual([])
  })
})

// Prisma's schema engine is WebAssembly, compiled for this one test.
test('the migrations match the schema', { timeout: 120_000 }, async () => {
  const opened = await openDatabase({ pglite: await anEmbeddedDatabase() })
  expect(await driftFromMigrations(opened).finally(() => opened.close())).toBe('')
})
