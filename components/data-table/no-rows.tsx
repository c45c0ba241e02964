import type { ReactNode } from 'react'
import { truncate } from '@/lib/shared/truncate'
import { INCOMPLETE_LIST } from '../errors/incomplete-list'
import { buttonClass } from '../ui/button'
import { Panel } from '../ui/panel'

function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p>
      <a href={href} className={buttonClass()}>
        {children}
      </a>
    </p>
  )
}

/** An empty table, and why it is empty. `all` is the URL of the unfiltered table. */
export function NoRows({
  why,
  all,
}: {
  why: 'filtered' | 'at_the_end' | 'empty' | 'incomplete'
  all: string
}) {
  switch (why) {
    case 'filtered':
      return (
        <Panel title="No rows match this filter">
          <p>Change the filter, or show all rows.</p>
        </Panel>
      )
    case 'at_the_end':
      return (
        <Panel title="No more rows">
          <p>You’ve reached the end of this table.</p>
          <LinkButton href={all}>Back to the first row</LinkButton>
        </Panel>
      )
    case 'incomplete':
      return (
        <Panel title="No rows returned">
          <p>{INCOMPLETE_LIST} Filter the table to see other rows.</p>
        </Panel>
      )
    case 'empty':
      return (
        <Panel title="This table has no rows">
          <p>It’s empty, or its rows aren’t shared with this connection.</p>
        </Panel>
      )
    default:
      return why satisfies never
  }
}

/** The filter's name matches no person, or too many. */
export function AmbiguousPerson({ name, matches, all }: { name: string; matches: number; all: string }) {
  return (
    <Panel title={matches === 0 ? 'No one has that name' : 'Too many people have that name'}>
      <p>
        “<bdi>{truncate(name, 80)}</bdi>” fits {matches === 0 ? 'none' : matches} of the people whom Notion
        shows of this workspace. {matches === 0 ? 'A part of a name' : 'More of the name'}, an address or “me”
        will do.
      </p>
      <LinkButton href={all}>Show all rows</LinkButton>
    </Panel>
  )
}

/** The filter or sort order doesn't fit the columns. */
export function InvalidQuery({ message, all }: { message: string; all: string }) {
  return (
    <Panel tone="brass" title="Notion can’t sort or filter the rows this way">
      <p>The sort order or filter in the URL doesn’t fit this table. A column may have changed.</p>
      {message && (
        <p>
          Notion’s message: “<bdi className="break-words">{message}</bdi>”
        </p>
      )}
      <LinkButton href={all}>Show all rows</LinkButton>
    </Panel>
  )
}
