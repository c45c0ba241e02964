import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const read = (path: string) => readFileSync(path, 'utf8')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
const documents = files.filter((path) => path.endsWith('.md') && existsSync(path))

/** The ids that GitHub gives a document's headings. */
function headings(path: string): string[] {
  return [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** The links of a document whose target doesn't exist in this repository. */
function brokenLinks(path: string): string[] {
  const text = read(path).replace(/^```[\s\S]*?^```/gm, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)|<img[^>]* src="([^"]+)"/g)]
    .map(([, link, image]) => link ?? image ?? '')
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [file = '', heading] = link.split('#')
      const target = file === '' ? path : join(dirname(path), file)
      return !existsSync(target) || (heading !== undefined && !headings(target).includes(heading))
    })
}

/** Writes TypeScript blocks into a folder of the repository and returns the type errors. */
function typeErrors(blocks: readonly { readonly language: string; readonly code: string }[]): string {
  mkdirSync('.data', { recursive: true })
  const folder = mkdtempSync('.data/snippets-')
  try {
    const files = blocks.map(({ language, code }, index) => {
      // A block may start with its path, so that others can import it.
      const named = /^\/\/ (\S.*\.tsx?)$/m.exec(code.split('\n')[0] ?? '')?.[1]
      const file = named ?? `snippet-${index + 1}.${language}`
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      // Without an import a file would be a script, whose names are global.
      writeFileSync(join(folder, file), `${code}\nexport {}\n`)
      return file
    })
    const root = relative(folder, '.')
    const options = {
      extends: `${root}/tsconfig.json`,
      compilerOptions: { incremental: false, composite: false },
    }
    const types = existsSync('next-env.d.ts') ? [`${root}/next-env.d.ts`] : []
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ ...options, files: [...types, ...files], include: [] }),
    )
    execFileSync(process.execPath, ['node_modules/typescript/lib/tsc.js', '--noEmit', '-p', folder], {
      encoding: 'utf8',
    })
    return ''
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const codeBlocks = (path: string) =>
  [...read(path).matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
    language,
    code: code.trimEnd(),
  }))

describe('the documentation', () => {
  test.each(documents)('has no broken link: %s', (path) => {
    expect(brokenLinks(path)).toEqual([])
  })

  test('is short', () => {
    const lines = (path: string) => read(path).split('\n').length - 1
    expect(lines('README.md')).toBeLessThan(120)
    expect(lines('docs/architecture.md')).toBeLessThanOrEqual(300)
  })

  test('names files that exist', () => {
    const named = [
      'README.md',
      'docs/architecture.md',
      'docs/adopting.md',
      'docs/operations.md',
      'docs/security.md',
    ].flatMap((path) =>
      [
        ...read(path).matchAll(
          /`((?:app|components|docs|e2e|examples|lib|packages|prisma|scripts|test-support)\/[^`\s]*)`/g,
        ),
      ].map(([, file = '']) => file),
    )
    expect(named.length).toBeGreaterThan(30)
    expect([...new Set(named)].filter((file) => !existsSync(file))).toEqual([])
  })

  test('names functions and columns that exist', () => {
    const code = files
      .filter((path) => /\.(ts|tsx|mjs|cjs|prisma)$/.test(path) && existsSync(path))
      .map(read)
      .join('\n')
    // That page mentions functions of other projects.
    const ours = documents.filter((path) => path !== 'docs/comparison.md')
    const named = ours.flatMap((path) =>
      // camelCase, alone or with what it belongs to: `takeLease`, `Connection.lastUsedAt`, `openWorkspace(owner, id)`
      [...read(path).matchAll(/`(?:[A-Z]\w+\.)?([a-z]+[A-Z]\w*)(?:\([^`]*\))?`/g)].map(
        ([, name = '']) => name,
      ),
    )
    expect(named.length).toBeGreaterThan(30)
    expect([...new Set(named)].filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([])
  })

  test('lists every decision, each with the same headings', () => {
    const folder = 'docs/decisions'
    const records = documents.filter((path) => path.startsWith(`${folder}/`) && !path.endsWith('README.md'))
    const index = read(`${folder}/README.md`)
    expect(records.filter((path) => !index.includes(`(${relative(folder, path)})`))).toEqual([])
    const wanted = ['context', 'decision', 'consequences', 'what-would-reverse-it']
    expect(records.filter((path) => headings(path).slice(1).join() !== wanted.join())).toEqual([])
  })

  test('names tests that exist for every invariant', () => {
    const rows = read('docs/architecture.md').match(/^\| \d+ \| \*\*.*$/gm) ?? []
    expect(rows).toHaveLength(10)
    const missing = rows.flatMap((row) => {
      const cell = row.split(' | ').at(-1) ?? ''
      // `file`: “title”, “title”; `file`: “title”
      return cell.split('; ').flatMap((part) => {
        const file = /`([^`]+\.tsx?)`/.exec(part)?.[1] ?? ''
        const source = existsSync(file) && statSync(file).isFile() ? read(file).replaceAll("\\'", "'") : ''
        if (source === '') return [part]
        return [...part.matchAll(/“([^”]+)”/g)]
          .map(([, title = '']) => title)
          .filter((title) => !source.includes(title))
      })
    })
    expect(missing).toEqual([])
  })
})

describe('the code in docs/adopting.md', () => {
  test('compiles', { timeout: 120_000 }, () => {
    const blocks = codeBlocks('docs/adopting.md')
    expect(blocks.length).toBeGreaterThan(4)
    expect(typeErrors(blocks)).toBe('')
  })

  test('would not with a wrong name', { timeout: 120_000 }, () => {
    const code = "import { requireSessions } from '@/lib/auth'\nawait requireSessions('/')"
    expect(typeErrors([{ language: 'ts', code }])).toContain('requireSessions')
  })
})
