import type { Metadata } from 'next'
import { toErrorView } from '@/app/_lib/error-view'
import { Tree } from '@/components/content-tree/tree'
import { TreeFilters } from '@/components/content-tree/tree-filters'
import type { TreeNode } from '@/components/content-tree/tree-node'
import { RateLimitNotice } from '@/components/errors/rate-limit-notice'
import { RichTextView } from '@/components/notion-content/rich-text'
import { CommentThreads } from '@/components/notion-page/comment-threads'
import { type NoteFormState, NoteResult } from '@/components/notion-page/note-form'
import { PageHeadingSkeleton } from '@/components/notion-page/page-heading'
import { PeopleList } from '@/components/people/people-list'
import { ResultList } from '@/components/search/result-list'
import { Card } from '@/components/ui/card'
import { NotionUnavailable, ReconnectRequired, RefreshUnsettled } from '@/lib/errors'
import type { CommentView, ContentSummary, PersonView } from '@/lib/notion'
import { richTextSamples } from '@/test-support/fixtures/rich-text'
import { StatesFrame } from '../_components/states-frame'

export const metadata: Metadata = { title: 'Lists' }

const CONNECTION = '00000000-0000-4000-8000-000000000001'
const REQUEST = '5f0c5f1e-0000-4000-8000-2d1c0f3b9a77'
const AT = new Date('2026-11-20T09:00:00Z')
const AT_NOTION = 'https://www.notion.so/'
const LONG = `A title that goes on ${'and on '.repeat(30)}`
const HEBREW = 'מפת הדרכים לרבעון הבא'

const node = (id: string, title: string, more: Partial<TreeNode> = {}): TreeNode => ({
  id,
  kind: 'page',
  title,
  parent: null,
  at: AT.toISOString(),
  edited: '5 days ago',
  address: AT_NOTION,
  ...more,
})

const TREE: readonly TreeNode[] = [
  node('roadmap', 'Roadmap'),
  node('quarter', 'This quarter', { parent: 'roadmap' }),
  node('deep', 'A page in a page in a page', { parent: 'quarter' }),
  node('tasks', 'Tasks', { kind: 'data_source' }),
  node('row', 'Mend the lamp', { parent: 'tasks', parentKind: 'data_source' }),
  node('untitled', '', { address: null }),
  node('long', LONG),
  node('hebrew', HEBREW),
  node('stray', 'Its parent was not shared', { parent: 'elsewhere' }),
]

const RESULTS: readonly ContentSummary[] = [
  { title: 'Roadmap', icon: { type: 'emoji' as const, emoji: '🗺️' }, object: 'page' as const },
  { title: '', icon: null, object: 'page' as const },
  { title: LONG, icon: { type: 'named' as const, name: 'pizza', color: 'blue' }, object: 'page' as const },
  { title: HEBREW, icon: null, object: 'data_source' as const },
].map((one, index) => ({
  ...one,
  id: `result-${index}`,
  parent: { type: 'workspace' as const },
  lastEditedAt: AT,
  url: AT_NOTION,
}))

const person = (name: string | null, more: Partial<PersonView> = {}): PersonView => ({
  id: name ?? 'nameless',
  name,
  kind: 'person',
  email: null,
  avatarUrl: null,
  ...more,
})
const PEOPLE: readonly PersonView[] = [
  person('Ada Aldous', { email: 'ada@example.org' }),
  person(null),
  person(LONG),
  person(HEBREW, { email: 'someone.with.a.very.long.address@a-very-long-domain-name.example.org' }),
  person('Sync', { kind: 'bot' }),
  person('Unknown', { kind: 'unknown' }),
]

const comment = (id: string, discussionId: string, more: Partial<CommentView> = {}): CommentView => ({
  id,
  discussionId,
  author: 'Ada Aldous',
  authorId: null,
  at: AT,
  text: richTextSamples('/icon.svg')[0] ?? [],
  attachments: [],
  ...more,
})
const COMMENTS: readonly CommentView[] = [
  comment('1', 'first'),
  comment('2', 'first', { author: null, attachments: [{ category: 'pdf', ref: 'comments/2/0' }] }),
  comment('3', 'second', { author: LONG }),
]

const form = { kind: 'paragraph', text: '', formId: '' } as const
const SENT: readonly NoteFormState[] = [
  { ...form, result: { outcome: 'added', blockId: null } },
  { ...form, result: { outcome: 'already_sent' } },
  { ...form, result: { outcome: 'invalid', why: 'empty' } },
  { ...form, result: { outcome: 'invalid', why: 'too_long' } },
  { ...form, result: { outcome: 'in_progress' } },
  { ...form, result: { outcome: 'not_saved', why: 'notion', retryAfterSeconds: 12, requestId: REQUEST } },
  { ...form, result: { outcome: 'not_saved', why: 'notion', retryAfterSeconds: null, requestId: null } },
  { ...form, result: { outcome: 'not_saved', why: 'database', retryAfterSeconds: null, requestId: null } },
  { ...form, result: { outcome: 'unknown', requestId: REQUEST } },
  {
    ...form,
    result: {
      outcome: 'refused',
      kind: 'restricted',
      message: 'API token does not have access to this resource.',
      requestId: REQUEST,
    },
  },
  { ...form, result: { outcome: 'refused', kind: 'not_found', message: '', requestId: REQUEST } },
  { ...form, interrupted: true },
  { ...form, errorView: toErrorView(new ReconnectRequired('access_removed')) },
  { ...form, errorView: toErrorView(new RefreshUnsettled(30)) },
  { ...form, errorView: toErrorView(new NotionUnavailable('unreachable', null, null)) },
]

/** The tree, results, people, comments and what a note comes to. Demo and development only. */
export default function ListsPage() {
  const icons = { page: '📄', data_source: '🗂️' }
  return (
    <StatesFrame title="Lists">
      <div className="mt-6 grid gap-8">
        <section aria-labelledby="tree">
          <h2 id="tree" className="mb-4 text-lg">
            The tree
          </h2>
          <TreeFilters connectionId={CONNECTION} choice={{ show: 'all', sort: 'newest', upTo: 1_000 }} />
          <Tree
            connectionId={CONNECTION}
            initial={TREE}
            end="all"
            sortByTitle={false}
            filtered={false}
            icons={icons}
          />
        </section>
        <section aria-labelledby="unfinished">
          <h2 id="unfinished" className="mb-4 text-lg">
            The tree, not read to its end
          </h2>
          <Tree
            connectionId={CONNECTION}
            initial={TREE.slice(0, 3)}
            end="limit"
            sortByTitle
            filtered
            icons={icons}
          />
        </section>
        <section aria-labelledby="results">
          <h2 id="results" className="mb-4 text-lg">
            Results
          </h2>
          <ResultList connectionId={CONNECTION} items={RESULTS} />
        </section>
        <section aria-labelledby="people">
          <h2 id="people" className="mb-4 text-lg">
            People
          </h2>
          <PeopleList people={PEOPLE} label="People" />
        </section>
        <section aria-labelledby="comments">
          <h2 id="comments" className="mb-4 text-lg">
            Comments
          </h2>
          <CommentThreads connectionId={CONNECTION} inNotion={null} comments={COMMENTS} end="more" />
          <div className="mt-4">
            <CommentThreads connectionId={CONNECTION} inNotion={null} comments={[]} end="all" />
          </div>
        </section>
        <section aria-labelledby="notes">
          <h2 id="notes" className="mb-4 text-lg">
            After a note
          </h2>
          <ul className="grid gap-3">
            {SENT.map((sent) => (
              <Card as="li" key={JSON.stringify(sent)}>
                <NoteResult sent={sent} inNotion="https://www.notion.so" />
              </Card>
            ))}
          </ul>
        </section>
        <section aria-labelledby="texts">
          <h2 id="texts" className="mb-4 text-lg">
            A page on its way
          </h2>
          <PageHeadingSkeleton connectionId={CONNECTION} />
          <p>
            <RichTextView text={richTextSamples('/icon.svg')[1] ?? []} connectionId={CONNECTION} />
          </p>
        </section>
        <RateLimitNotice seconds={3600} />
      </div>
    </StatesFrame>
  )
}
