import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

export interface Import {
  /** The importing file, from the root of the repository. */
  readonly from: string
  readonly line: number
  /** What the source says, such as `../database`. */
  readonly specifier: string
  /** The imported file from the root, or `null` for a package. */
  readonly file: string | null
  readonly typeOnly: boolean
}

const SOURCE = /\.(ts|tsx|mts|mjs|cjs)$/
const SKIPPED = new Set(['node_modules', '.next', '.data', 'generated'])
const ENDINGS = ['', '.ts', '.tsx', '.mts', '.mjs', '/index.ts', '/index.tsx']

function* sourceFiles(root: string, folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* sourceFiles(root, path)
    } else if (SOURCE.test(entry.name)) yield path
  }
}

interface Found {
  readonly specifier: string
  readonly start: number
  readonly typeOnly: boolean
}

/** Every import of one file: static, re-exported, dynamic, and `import('…')` as a type. */
function importsIn(path: string, source: string): Found[] {
  const parsed = parseSync(path, source)
  const [error] = parsed.errors
  if (error) throw new Error(`${path} cannot be parsed: ${error.message}`)
  const found: Found[] = []
  const { staticImports, staticExports, dynamicImports } = parsed.module
  for (const { moduleRequest, start, entries } of staticImports)
    found.push({
      specifier: moduleRequest.value,
      start,
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })
  for (const { start, entries } of staticExports) {
    const [first] = entries
    if (first?.moduleRequest)
      found.push({
        specifier: first.moduleRequest.value,
        start,
        typeOnly: entries.every(({ isType }) => isType),
      })
  }
  for (const { moduleRequest, start } of dynamicImports) {
    const [, specifier] =
      /^['"`]([^'"`$]+)['"`]$/.exec(source.slice(moduleRequest.start, moduleRequest.end)) ?? []
    if (specifier) found.push({ specifier, start, typeOnly: false })
  }
  // The tree is only needed for these, and building it takes most of the time.
  if (/\bimport\(/.test(source))
    new Visitor({
      TSImportType: ({ source: { value }, start }) => found.push({ specifier: value, start, typeOnly: true }),
    }).visit(parsed.program)
  return found
}

/** The imports of every source file below the root, with each path resolved as TypeScript does. */
export function readImports(root: string): Import[] {
  const files = [...sourceFiles(root, '.')]
  const known = new Set(files)
  const resolve = (from: string, specifier: string): string | null => {
    if (!/^(\.|@\/)/.test(specifier)) return null
    const path = specifier.startsWith('@/')
      ? posix.normalize(specifier.slice(2))
      : posix.join(posix.dirname(from), specifier)
    const ending = ENDINGS.find((candidate) => known.has(path + candidate))
    return ending === undefined ? path : path + ending
  }
  return files.flatMap((from) => {
    const source = readFileSync(join(root, from), 'utf8')
    return importsIn(from, source).map(({ specifier, start, typeOnly }) => ({
      from,
      line: source.slice(0, start).split('\n').length,
      specifier,
      file: resolve(from, specifier),
      typeOnly,
    }))
  })
}
