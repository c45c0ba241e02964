import Link from 'next/link'
import { textLink } from '../ui/text-link'
import { ITEMS_PER_LOAD, type TreeParams, treeHref } from './tree-params'

const SHOW = { all: 'All', pages: 'Pages', 'data-sources': 'Databases' } as const
const SORT = { newest: 'Newest edit first', oldest: 'Oldest edit first', title: 'Title A–Z' } as const

/** Filter and sort order of the tree, as links. */
export function TreeFilters({ connectionId, choice }: { connectionId: string; choice: TreeParams }) {
  const entries = <Key extends string>(words: Readonly<Record<Key, string>>) =>
    Object.entries(words) as [Key, string][]
  const group = (name: string, links: { key: string; words: string; href: string; chosen: boolean }[]) => (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span className="text-dim">{name}</span>
      {links.map(({ key, words, href, chosen }) => (
        <Link
          key={key}
          href={href}
          prefetch={false}
          scroll={false}
          aria-current={chosen || undefined}
          className={chosen ? 'font-semibold' : textLink}
        >
          {words}
        </Link>
      ))}
    </div>
  )
  const asUsual = { ...choice, upTo: ITEMS_PER_LOAD }
  return (
    <nav aria-label="What is listed" className="mb-3 flex flex-wrap gap-x-8 gap-y-2 text-sm">
      {group(
        'Show',
        entries(SHOW).map(([show, words]) => ({
          key: show,
          words,
          href: treeHref(connectionId, { ...asUsual, show }),
          chosen: show === choice.show,
        })),
      )}
      {group(
        'Sort',
        entries(SORT).map(([sort, words]) => ({
          key: sort,
          words,
          href: treeHref(connectionId, { ...asUsual, sort }),
          chosen: sort === choice.sort,
        })),
      )}
    </nav>
  )
}
