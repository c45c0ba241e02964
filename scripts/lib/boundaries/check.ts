import { findCircles, shortestCircle } from './circles'
import { type Import, readImports } from './imports'
import {
  EXCEPTIONS,
  IMPORTED_BY_FILE,
  LAYERS,
  PACKAGES,
  PROGRAMS,
  TOOLS,
  VALUES_FOR_COMPONENTS,
} from './layers'

export interface Violation {
  readonly file: string
  readonly line: number
  readonly message: string
}

const LIST = 'scripts/lib/boundaries/layers.ts'

const isWithin = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)
const folderOf = (path: string, folders: readonly string[]) =>
  folders.find((folder) => isWithin(path, folder))
const isTest = (path: string) => /\.(test|test-support)\.tsx?$/.test(path)

const programs = Object.keys(PROGRAMS)
const layered = [LAYERS, ...Object.values(PROGRAMS)].flat(2)

/** All folders in the rows below a folder's own. */
function foldersBelow(folder: string): string[] {
  const layers = [LAYERS, ...Object.values(PROGRAMS)].find((list) => list.flat().includes(folder)) ?? []
  return layers.slice(layers.findIndex((layer) => layer.includes(folder)) + 1).flat()
}

const isPackage = (specifier: string, name: string) =>
  name.endsWith('/') ? specifier.startsWith(name) : isWithin(specifier, name)

/** Why a package may not be imported; null if it may. */
function packageProblem({ from, specifier }: Import): string | null {
  if (isTest(from)) return null
  const rule = PACKAGES.find(
    ({ folders, except = [], forbidden }) =>
      folderOf(from, folders) &&
      !folderOf(from, except) &&
      forbidden.some((name) => isPackage(specifier, name)),
  )
  return rule?.why ?? null
}

/** Why a file of another layer may not be imported; null if it may. */
function layerProblem(from: string, to: string, folder: string, typeOnly: boolean): string | null {
  const target = folderOf(to, layered)
  if (!target) return `${to} is not in the list of layers: add its folder to ${LIST}.`
  if (target === folder) return null
  if (!foldersBelow(folder).includes(target))
    return `${folder} may import ${foldersBelow(folder).join(', ') || 'nothing of ours'}: imports go down the list in ${LIST}.`
  if (folder === 'components' && !typeOnly && !folderOf(target, VALUES_FOR_COMPONENTS))
    return 'Components import values of lib/shared and types of the rest of lib/: write `import type`, or call lib/ from a page or an action.'
  return surfaceProblem(from, to, target)
}

/** Other folders import a folder of lib/ through its index.ts. */
function surfaceProblem(from: string, to: string, target: string): string | null {
  if (!target.startsWith('lib/') || target.endsWith('.ts') || folderOf(target, IMPORTED_BY_FILE)) return null
  if (isWithin(from, target) || to === target || to === `${target}/index.ts`) return null
  return `Import ${target} by its folder: ${target}/index.ts exports what others may use.`
}

/** Tools and tests import a program through its index.ts, like a package. */
function programSurfaceProblem(to: string): string | null {
  const program = folderOf(to, programs)
  if (!program || to === program || to === `${program}/index.ts`) return null
  return `Import ${program} by its folder: ${program}/index.ts exports what others may use.`
}

function fileProblem({ from, typeOnly }: Import, to: string): string | null {
  if (EXCEPTIONS.some((allowed) => isWithin(from, allowed.from) && isWithin(to, allowed.to))) return null
  const program = folderOf(from, programs)
  if (program && !isWithin(to, program))
    return `${program} is a program of its own: it imports nothing outside its folder.`
  if (!program && (isTest(from) || folderOf(from, TOOLS))) return programSurfaceProblem(to)
  const folder = folderOf(from, layered)
  if (isTest(from) || !folder) return null
  if (isTest(to)) return 'Only tests import tests.'
  const outside = program ? undefined : folderOf(to, [...TOOLS, ...programs])
  if (outside) return `The app imports nothing of ${outside}.`
  return layerProblem(from, to, folder, typeOnly)
}

const problemOf = (found: Import): string | null =>
  found.file === null ? packageProblem(found) : fileProblem(found, found.file)

/** Finds every forbidden import below the root, every circle, and every folder that is in no layer. */
export function findViolations(root: string): Violation[] {
  const imports = readImports(root)
  const violations: Violation[] = []
  for (const found of imports) {
    const problem = problemOf(found)
    if (problem)
      violations.push({
        file: found.from,
        line: found.line,
        message: `imports ${found.specifier}. ${problem}`,
      })
  }
  for (const group of findCircles(imports)) {
    const path = shortestCircle(group, imports)
    const [first] = path
    if (first)
      violations.push({
        file: first.from,
        line: first.line,
        message: `is in a circle: ${[first.from, ...path.map(({ file }) => file)].join(' -> ')}${
          group.length > path.length ? ` (${group.length} files import each other)` : ''
        }`,
      })
  }
  const listed = [...layered, ...TOOLS]
  for (const file of new Set(imports.map(({ from }) => from)))
    if (/^(app|components|lib|packages)\//.test(file) && !isTest(file) && !folderOf(file, listed))
      violations.push({ file, line: 1, message: `is in no layer: add its folder to ${LIST}.` })
  return violations
}

export const formatViolation = ({ file, line, message }: Violation) => `${file}:${line} ${message}`
