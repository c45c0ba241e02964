import { en, Faker } from '@faker-js/faker'
import type { TextName, Workspace, WorldPage } from '../types'
import { COSTLY } from './costly'
import type { ChildPlace, ContentContext, Draft } from './draft'
import { everyBlock } from './every-block'
import { fiftyLevels, hostile } from './hostile'
import { longRead } from './long-read'
import { ordinary, row } from './ordinary'

export type { BlockContent, ChildPlace, Draft } from './draft'
export { blockId, idPrefix } from './draft'

/** What a page says, by name; a page without one says something ordinary. */
const TEXTS = {
  ordinary,
  row,
  'every block': everyBlock,
  'long read': longRead,
  hostile,
  'fifty levels': fiftyLevels,
  nothing: () => [],
  ...COSTLY,
} as const satisfies Readonly<Record<TextName, (about: ContentContext) => Draft[]>>

function places(drafts: readonly (Draft | ChildPlace)[]): WorldPage[] {
  return drafts.flatMap((one) => ('child' in one ? [one.child] : places(one.children ?? [])))
}

/** The blocks of a page, always the same ones; pages and databases below it come last where none has a place. */
export function blocksOf(
  page: WorldPage,
  workspace: Workspace,
  children: readonly WorldPage[],
): readonly (Draft | ChildPlace)[] {
  const faker = new Faker({ locale: [en] })
  faker.seed(Number.parseInt(page.id.slice(0, 8), 16))
  const usual = page.properties === undefined ? 'ordinary' : 'row'
  const drafts = TEXTS[page.text ?? usual]({ page, workspace, children, faker })
  const placed = new Set(places(drafts))
  const databases = new Set<string>()
  const rest = children.filter((child) => {
    if (placed.has(child) || child.parentBlockId !== undefined) return false
    if (child.databaseId === null) return true
    // One block for a database, however many data sources it has.
    const first = !databases.has(child.databaseId)
    databases.add(child.databaseId)
    return first
  })
  return [...drafts, ...rest.map((child) => ({ child }))]
}
