import Link from 'next/link'
import type { ReactNode } from 'react'
import { INCOMPLETE_LIST } from '@/components/errors/incomplete-list'
import { ResultList } from '@/components/search/result-list'
import { searchHref } from '@/components/search/search-params'
import { buttonClass } from '@/components/ui/button'
import type { Workspace } from '@/lib/content'
import { renderNotionSection } from '../../_components/notion-boundary'

interface ResultsProps {
  readonly workspace: Workspace
  /** Empty: Notion is not asked. */
  readonly words: string
  readonly cursor: string | null
}

const resultsText = (count: number, more: boolean, further: boolean) =>
  `${count}${further ? ' more' : ''} ${count === 1 ? 'result' : 'results'}${more ? ', Notion has more' : ''}`

/** What Notion finds. What is announced stays the same element, whatever comes below it. */
export async function Results({ workspace, words, cursor }: ResultsProps): Promise<ReactNode> {
  const { id } = workspace.connection
  let announced = ''
  const found = words
    ? await renderNotionSection(workspace, searchHref(id, words), async () => {
        const { items, nextCursor, incomplete } = await workspace.search(words, cursor)
        announced =
          items.length > 0 || nextCursor || incomplete
            ? resultsText(items.length, nextCursor !== null, cursor !== null)
            : 'Nothing found'
        return (
          <>
            {items.length > 0 ? (
              <ResultList connectionId={id} items={items} />
            ) : nextCursor || incomplete || cursor ? null : (
              <p className="text-dim">
                Notion found no shared title with these words. It searches titles, not what is in the pages;
                what was shared a moment ago may take a while to be found.
              </p>
            )}
            {incomplete && !nextCursor && <p className="mt-4 text-dim">{INCOMPLETE_LIST}</p>}
            <p className="mt-4 flex flex-wrap gap-3 empty:hidden">
              {nextCursor && (
                <Link href={searchHref(id, words, nextCursor)} prefetch={false} className={buttonClass()}>
                  More results
                </Link>
              )}
              {cursor && (
                <Link href={searchHref(id, words)} prefetch={false} className={buttonClass()}>
                  First results
                </Link>
              )}
            </p>
          </>
        )
      })
    : null
  return (
    <>
      <p role="status" className="mb-3 text-sm text-dim">
        {words ? announced : 'Type words of a title. Notion searches titles, not what stands in the pages.'}
      </p>
      {found}
    </>
  )
}
