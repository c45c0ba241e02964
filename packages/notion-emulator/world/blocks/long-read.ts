import type { ContentContext, Draft } from './draft'
import { bullet, callout, divider, heading, numbered, paragraph, quote, toDo, toggle } from './simple'

const TOP = 1_200
const NESTED = 800
const DEEPEST = 8
const CHAINS = 9
/** Blocks that have children: a reader asks for the children of each. */
const PARENTS = CHAINS * (DEEPEST - 1)

const leaf = ({ faker }: ContentContext, index: number): Draft => {
  if (index % 11 === 5) return bullet(faker.lorem.sentence())
  if (index % 17 === 3) return quote(faker.lorem.sentences(2))
  if (index % 23 === 7) return toDo(faker.lorem.sentence(), index % 2 === 0)
  if (index % 29 === 11) return numbered(faker.lorem.sentence())
  return paragraph(faker.lorem.sentences({ min: 1, max: 4 }))
}

function parent({ faker }: ContentContext, depth: number, children: readonly Draft[]): Draft {
  const title = `${faker.lorem.sentence(4)} (level ${depth})`
  switch (depth % 6) {
    case 1:
      return toggle(title, children)
    case 2:
      return bullet(title, children)
    case 3:
      return heading(3, title, children)
    case 4:
      return quote(title, children)
    case 5:
      return callout(title, '🧵', children)
    default:
      return numbered(title, children)
  }
}

/** Parents inside parents, the innermost leaves at the deepest level. */
function chain(about: ContentContext, number: number, depth = 1): Draft {
  const place = number * (DEEPEST - 1) + depth - 1
  const count = Math.floor(NESTED / PARENTS) + (place < NESTED % PARENTS ? 1 : 0)
  const last = depth === DEEPEST - 1
  const leaves = Array.from({ length: last ? count : count - 1 }, (_, index) => leaf(about, index))
  return parent(about, depth, last ? leaves : [...leaves, chain(about, number, depth + 1)])
}

/** 2,000 blocks, eight levels deep, with headings all through: what a reader needs some 75 requests for. */
export function longRead(about: ContentContext): Draft[] {
  const { faker } = about
  const every = Math.floor(TOP / CHAINS)
  return Array.from({ length: TOP }, (_, index) => {
    if (index % every === every - 1 && index < CHAINS * every) return chain(about, Math.floor(index / every))
    if (index % 60 === 0) return heading(1, `Part ${index / 60 + 1}: ${faker.lorem.words(3)}`)
    if (index % 12 === 0) return heading(2, faker.lorem.sentence(4).slice(0, -1))
    if (index % 36 === 6) return heading(3, faker.lorem.sentence(3).slice(0, -1))
    if (index % 60 === 59) return divider
    return leaf(about, index)
  })
}
