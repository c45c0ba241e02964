import { circles, wayAround } from './circles'
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

const isWithin = (path: string, place: string) => path === place || path.startsWith(`${place}/`)
const placeOf = (path: string, places: readonly string[]) => places.find((place) => isWithin(path, place))
const isTest = (path: string) => /\.(test|test-support)\.tsx?$/.test(path)

const programs = Object.keys(PROGRAMS)
const layered = [LAYERS, ...Object.values(PROGRAMS)].flat(2)

/** Everything in the rows below that of a place. */
function below(place: string): string[] {
  const layers = [LAYERS, ...Object.values(PROGRAMS)].find((list) => list.flat().includes(place)) ?? []
  return layers.slice(layers.findIndex((layer) => layer.includes(place)) + 1).flat()
}

const isPackage = (specifier: string, name: string) =>
  name.endsWith('/') ? specifier.startsWith(name) : isWithin(specifier, name)

/** What is wrong with an import of a package. */
function packageProblem({ from, specifier }: Import): string | null {
  if (isTest(from)) return null
  const rule = PACKAGES.find(
    ({ of, except = [], refuses }) =>
      placeOf(from, of) && !placeOf(from, except) && refuses.some((name) => isPackage(specifier, name)),
  )
  return rule?.why ?? null
}

/** What is wrong with an import between two layers of the app. */
function layerProblem(from: string, to: string, place: string, typeOnly: boolean): string | null {
  const target = placeOf(to, layered)
  if (!target) return `${to} is not in the list of layers: add its folder to ${LIST}.`
  if (target === place) return null
  if (!below(place).includes(target))
    return `${place} may import ${below(place).join(', ') || 'nothing of ours'}: imports go down the list in ${LIST}.`
  if (place === 'components' && !typeOnly && !placeOf(target, VALUES_FOR_COMPONENTS))
    return 'Components import values of lib/shared and types of the rest of lib/: write `import type`, or call lib/ from a page or an action.'
  return surfaceProblem(from, to, target)
}

/** Outsiders import a folder of lib/ by its index.ts. */
function surfaceProblem(from: string, to: string, target: string): string | null {
  if (!target.startsWith('lib/') || target.endsWith('.ts') || placeOf(target, IMPORTED_BY_FILE)) return null
  if (isWithin(from, target) || to === target || to === `${target}/index.ts`) return null
  return `Import ${target} by its folder: ${target}/index.ts exports what others may use.`
}

/** Tools and tests import a program by its index.ts, as they would a package. */
function programSurfaceProblem(to: string): string | null {
  const program = placeOf(to, programs)
  if (!program || to === program || to === `${program}/index.ts`) return null
  return `Import ${program} by its folder: ${program}/index.ts exports what others may use.`
}

function fileProblem({ from, typeOnly }: Import, to: string): string | null {
  if (EXCEPTIONS.some((allowed) => isWithin(from, allowed.from) && isWithin(to, allowed.to))) return null
  const program = placeOf(from, programs)
  if (program && !isWithin(to, program))
    return `${program} is a program of its own: it imports nothing outside its folder.`
  if (!program && (isTest(from) || placeOf(from, TOOLS))) return programSurfaceProblem(to)
  const place = placeOf(from, layered)
  if (isTest(from) || !place) return null
  if (isTest(to)) return 'Only tests import tests.'
  const outside = program ? undefined : placeOf(to, [...TOOLS, ...programs])
  if (outside) return `The app imports nothing of ${outside}.`
  return layerProblem(from, to, place, typeOnly)
}

const problemOf = (found: Import): string | null =>
  found.file === null ? packageProblem(found) : fileProblem(found, found.file)

/** Every import below the root that the list of layers refuses, every circle, and every folder that is in no layer. */
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
  for (const group of circles(imports)) {
    const way = wayAround(group, imports)
    const [first] = way
    if (first)
      violations.push({
        file: first.from,
        line: first.line,
        message: `is in a circle: ${[first.from, ...way.map(({ file }) => file)].join(' -> ')}${
          group.length > way.length ? ` (${group.length} files import each other)` : ''
        }`,
      })
  }
  const listed = [...layered, ...TOOLS]
  for (const file of new Set(imports.map(({ from }) => from)))
    if (/^(app|components|lib|packages)\//.test(file) && !isTest(file) && !placeOf(file, listed))
      violations.push({ file, line: 1, message: `is in no layer: add its folder to ${LIST}.` })
  return violations
}

export const printed = ({ file, line, message }: Violation) => `${file}:${line} ${message}`
