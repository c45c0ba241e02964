import type { ReactNode } from 'react'
import { truncate } from '@/lib/shared/truncate'
import { INCOMPLETE_LIST } from '../errors/incomplete-list'
import { Panel } from '../ui/panel'

function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p>
      <a href={href} className="button">
        {children}
      </a>
    </p>
  )
}

/** A table without a row to show, and why. `all` leads to its first rows, unfiltered. */
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
        <Panel title="No row fits this filter">
          <p>Notion found none. Change the filter, or show all rows.</p>
        </Panel>
      )
    case 'at_the_end':
      return (
        <Panel title="No row follows">
          <p>Notion has no rows after those that you saw.</p>
          <LinkButton href={all}>From the first row</LinkButton>
        </Panel>
      )
    case 'incomplete':
      return (
        <Panel title="No row was returned">
          <p>{INCOMPLETE_LIST} Filter the table to see others.</p>
        </Panel>
      )
    case 'empty':
      return (
        <Panel title="This table has no rows">
          <p>Nothing was entered in it, or its rows are not shared with this connection.</p>
        </Panel>
      )
    default:
      return why satisfies never
  }
}

/** The filter names nobody of whom Notion tells, or too many of them. */
export function AmbiguousPerson({ name, matches, all }: { name: string; matches: number; all: string }) {
  return (
    <Panel title={matches === 0 ? 'Nobody here is called that' : 'Too many people are called that'}>
      <p>
        “<bdi>{truncate(name, 80)}</bdi>” fits {matches === 0 ? 'none' : matches} of the people whom Notion
        shows of this workspace. {matches === 0 ? 'A part of a name' : 'More of the name'}, an address or “me”
        will do.
      </p>
      <LinkButton href={all}>Show all rows</LinkButton>
    </Panel>
  )
}

/** What the address asks for does not fit the columns (any more). */
export function InvalidQuery({ message, all }: { message: string; all: string }) {
  return (
    <Panel tone="brass" title="Notion cannot show the rows in this way">
      <p>
        The order or the filter in the address does not fit the table. A column may have been changed since.
      </p>
      {message && (
        <p>
          Notion’s message: “<bdi className="break-words">{message}</bdi>”
        </p>
      )}
      <LinkButton href={all}>Show all rows</LinkButton>
    </Panel>
  )
}
