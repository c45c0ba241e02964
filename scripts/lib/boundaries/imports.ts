import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type ParserPlugin, parse } from '@babel/parser'
import type { Node } from '@babel/types'

export interface Import {
  /** The importing file, from the root of the repository. */
  readonly from: string
  readonly line: number
  /** As written in the source, such as `../database`. */
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

/** Every node of a syntax tree below `value`. */
function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodesIn(one)
  else if (value !== null && typeof value === 'object' && 'type' in value) {
    yield value as Node
    for (const child of Object.values(value)) if (typeof child === 'object') yield* nodesIn(child)
  }
}

/** Every import of one file: static, re-exported, dynamic, and `import('…')` as a type. */
function importsIn(path: string, source: string): Found[] {
  const typescript: ParserPlugin = ['typescript', { dts: /\.d\.m?ts$/.test(path) }]
  const { program } = parse(source, {
    sourceType: 'module',
    plugins: path.endsWith('.tsx') ? [typescript, 'jsx'] : [typescript],
    createImportExpressions: true,
    sourceFilename: path,
  })
  const found: Found[] = []
  const add = ({ start }: Node, specifier: string, typeOnly: boolean) =>
    found.push({ specifier, start: start ?? 0, typeOnly })
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      const { specifiers, importKind } = statement
      const allTypes = specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type')
      add(statement, statement.source.value, importKind === 'type' || (specifiers.length > 0 && allTypes))
    } else if (statement.type === 'ExportAllDeclaration')
      add(statement, statement.source.value, statement.exportKind === 'type')
    else if (statement.type === 'ExportNamedDeclaration' && statement.source) {
      const { specifiers, exportKind } = statement
      const allTypes = specifiers.every((one) => one.type === 'ExportSpecifier' && one.exportKind === 'type')
      add(statement, statement.source.value, exportKind === 'type' || allTypes)
    }
  }
  // These can be anywhere in the file, and walking the whole tree takes time.
  if (/\bimport\(/.test(source))
    for (const node of nodesIn(program.body)) {
      if (node.type === 'TSImportType') add(node, node.argument.value, true)
      else if (node.type === 'ImportExpression' && node.source.type === 'StringLiteral')
        add(node, node.source.value, false)
    }
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
