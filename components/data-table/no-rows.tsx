import type { ReactNode } from 'react'
import { truncate } from '@/lib/shared/truncate'
import { INCOMPLETE_LIST } from '../errors/incomplete-list'
import { buttonClass } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Panel } from '../ui/panel'

function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} data-soft="" className={buttonClass()}>
      {children}
    </a>
  )
}

/** An empty table, and why it is empty. `href` leads to rows. */
export function NoRows({
  why,
  href,
}: {
  why: 'filtered' | 'at_the_end' | 'empty' | 'incomplete'
  href: string
}) {
  switch (why) {
    case 'filtered':
      return (
        <div className="flex flex-wrap items-center gap-3 py-6">
          <p>
            <span data-result="">No matching rows</span>.
          </p>
          <LinkButton href={href}>Clear filters</LinkButton>
        </div>
      )
    case 'at_the_end':
      return (
        <Panel title="No more rows">
          <p>You’ve reached the last row of this database.</p>
          <LinkButton href={href}>Back to the first row</LinkButton>
        </Panel>
      )
    case 'incomplete':
      return (
        <Panel title="No rows returned">
          <p>{INCOMPLETE_LIST} Filter the database to see other rows.</p>
        </Panel>
      )
    case 'empty':
      return (
        <EmptyState title="This database has no rows">
          <p>It’s empty, or its rows aren’t shared with this connection.</p>
        </EmptyState>
      )
    default:
      return why satisfies never
  }
}

/** A filter's name matches no person, or too many. */
export function AmbiguousPerson({
  name,
  matches,
  clearHref,
}: {
  name: string
  matches: number
  clearHref: string
}) {
  return (
    <Panel title={matches === 0 ? 'Nobody here has that name' : 'Too many people have that name'}>
      <p>
        “<bdi>{truncate(name, 80)}</bdi>” matches {matches === 0 ? 'none' : matches} of the people whom Notion
        lists for this workspace. {matches === 0 ? 'Try a part of the name' : 'Write more of the name'}, or an
        email address.
      </p>
      <LinkButton href={clearHref}>Clear filters</LinkButton>
    </Panel>
  )
}

/** The filter or sort order doesn't fit the columns. */
export function InvalidQuery({ message, all }: { message: string; all: string }) {
  return (
    <Panel tone="brass" title="Notion can’t sort or filter the rows this way">
      <p>The sort order or a filter in the address doesn’t fit this database. A column may have changed.</p>
      {message && (
        <p>
          Notion’s message: “<bdi className="break-words">{message}</bdi>”
        </p>
      )}
      <LinkButton href={all}>Show all rows</LinkButton>
    </Panel>
  )
}
