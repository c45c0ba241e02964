import type { ReactNode } from 'react'
import { notionHref } from '@/components/addresses'
import { NO_MORE } from '@/components/no-more'
import {
  BlockList,
  type ContentContext,
  headingAbove,
  headingsOf,
  nextNumber,
  TableOfContents,
} from '@/components/notion/block-list'
import { OpenInNotion } from '@/components/open-in-notion'
import { Panel } from '@/components/panel'
import { SkeletonLines } from '@/components/skeleton'
import { Part } from '@/components/streamed'
import type { Workspace } from '@/lib/browse'
import { LatchkeyError } from '@/lib/errors'
import { type Block, type BlockBatch, isRefused, type PageView } from '@/lib/notion'
import { goesOn, patiently, WaitTold } from '../../goes-on'
import { drawnIfThere } from '../../if-there'

/** 10,000 blocks side by side: beyond it a page is for Notion itself. */
const MOST_BATCHES = 100
/** Deeper than anyone nests on purpose. */
const DEEPEST = 100

/** What is known of the page whose blocks are read. */
type ReadPage = Pick<PageView, 'id' | 'url'>

/** Databases of one page of which Notion is asked whether they are linked views. */
const MAX_DATABASES = 10

/** What one view of a page reads, and what its parts share. */
class Reading {
  readonly told = new WaitTold()
  private databases = 0
  private readonly batches = new Map<string, Promise<BlockBatch>>()

  constructor(
    readonly workspace: Workspace,
    readonly page: ReadPage,
    readonly here: string,
    /** The way down to this page, for the block that shows it. */
    readonly way: ReactNode,
    /** In one piece, for a browser without JavaScript. */
    readonly plain: boolean,
  ) {}

  /** One batch, asked for once a view even when Notion's answers are too old to be kept. A failure may be asked for again. */
  batch(parentId: string, cursor: string | null): Promise<BlockBatch> {
    const key = `${parentId} ${cursor ?? ''}`
    const known = this.batches.get(key)
    if (known) return known
    const asked = this.workspace.blocks(parentId, cursor)
    this.batches.set(key, asked)
    asked.catch(() => this.batches.delete(key))
    return asked
  }

  /** Whether Notion keeps a database from connected apps. What is not known is not: its own page says what is wrong. */
  async isLinkedView(databaseId: string): Promise<boolean> {
    this.databases += 1
    if (this.databases > MAX_DATABASES) return false
    try {
      await this.workspace.database(databaseId)
      return false
    } catch (error) {
      if (!(error instanceof LatchkeyError)) throw error
      return isRefused(error, 'linked_view')
    }
  }

  /** Everything that stands directly in a parent. */
  async all(parentId: string): Promise<Block[]> {
    const blocks: Block[] = []
    let cursor: string | null = null
    for (let count = 0; count < MOST_BATCHES; count++) {
      const batch: BlockBatch = await this.batch(parentId, cursor)
      blocks.push(...batch.blocks)
      cursor = batch.nextCursor
      if (cursor === null) break
    }
    return blocks
  }
}

/** Whether what stands in a block is closed until somebody opens it. */
function opens(block: Block): boolean {
  switch (block.type) {
    case 'toggle':
    case 'template':
    case 'tab':
      return true
    case 'heading_1':
      return block.heading_1.is_toggleable === true
    case 'heading_2':
      return block.heading_2.is_toggleable === true
    case 'heading_3':
      return block.heading_3.is_toggleable === true
    case 'heading_4':
      return block.heading_4.is_toggleable === true
    default:
      return false
  }
}

function context(place: Place, blocks: readonly Block[]): ContentContext {
  const { reading, depth, above, within, unseen } = place
  return {
    connectionId: reading.workspace.connection.id,
    titleOf: reading.workspace.knownTitle,
    plain: reading.plain,
    children: (block) => (
      <Part plain={reading.plain} fallback={<SkeletonLines count={1} label="Reading on" />}>
        <Inside
          reading={reading}
          parentId={block.id}
          cursor={null}
          startNumber={1}
          depth={depth + 1}
          count={0}
          above={headingAbove(blocks, above, block)}
          within={[...within, block.id]}
          unseen={unseen || opens(block)}
        />
      </Part>
    ),
    loadRows: async (block) => {
      try {
        return await patiently(() => reading.all(block.id))
      } catch (error) {
        if (!(error instanceof LatchkeyError)) throw error
        return {
          instead: isRefused(error, 'unsupported_block') ? (
            <p className="text-dim">
              One of the blocks here can’t be read by apps, so Notion gives none of them.{' '}
              <OpenInNotion href={notionUrlOf(reading.page)} />
            </p>
          ) : (
            <p className="text-dim">
              This part could not be read from Notion. Try “Refresh”, or{' '}
              <OpenInNotion href={notionUrlOf(reading.page)} />.
            </p>
          ),
        }
      }
    },
    isLinkedView: (databaseId) => reading.isLinkedView(databaseId),
    breadcrumb: reading.way,
    notionUrl: reading.page.url,
    tableOfContents: (
      <Part plain={reading.plain} fallback={<SkeletonLines count={3} label="Reading the headings" />}>
        <Headings reading={reading} />
      </Part>
    ),
  }
}

interface Place {
  readonly reading: Reading
  readonly parentId: string
  readonly cursor: string | null
  readonly startNumber: number
  readonly depth: number
  /** Batches of this parent that came before. */
  readonly count: number
  /** The number of the heading that stands before. */
  readonly above: number
  /** The blocks that this one stands in. */
  readonly within: readonly string[]
  /** It stands in something that is closed at first. */
  readonly unseen: boolean
}

const notionUrlOf = ({ id, url }: ReadPage): string => url ?? notionHref(id) ?? 'https://www.notion.so'

/** Where else the content of a page can be seen. */
const Elsewhere = ({ reading }: { reading: Reading }) => (
  <p className="flex flex-wrap gap-x-4">
    <a href={`${reading.here}/markdown`} download className="link">
      Download Markdown
    </a>
    <OpenInNotion href={notionUrlOf(reading.page)} />
  </p>
)

function GoesOn() {
  return (
    <Panel title="This page goes on in Notion">
      <p>It is longer, or deeper, than what is shown here at once.</p>
    </Panel>
  )
}

/** One batch of what stands in a parent; the next one streams after it. */
async function Inside(place: Place): Promise<ReactNode> {
  const { reading, parentId, cursor, startNumber, depth, count, above, within, unseen } = place
  // A synced block may hold a copy of what it stands in.
  if (within.length > DEEPEST || within.slice(0, -1).includes(parentId)) return <GoesOn />
  const { workspace, here, told, plain } = reading
  return goesOn({
    workspace,
    here,
    elsewhere: <Elsewhere reading={reading} />,
    told,
    unseen,
    plain,
    beside: {
      waiting: <SkeletonLines count={count === 0 ? 2 : 4} label="Waiting for Notion" />,
      trouble: null,
    },
    show: async () => {
      const { blocks, nextCursor, incomplete } = await reading.batch(parentId, cursor)
      return (
        <>
          <BlockList
            blocks={blocks}
            startNumber={startNumber}
            depth={depth}
            above={above}
            context={context(place, blocks)}
          />
          {nextCursor !== null &&
            (count + 1 < MOST_BATCHES ? (
              <Part plain={plain} fallback={<SkeletonLines count={4} label="Reading on" />}>
                <Inside
                  {...place}
                  cursor={nextCursor}
                  startNumber={nextNumber(blocks, startNumber)}
                  count={count + 1}
                  above={headingAbove(blocks, above)}
                />
              </Part>
            ) : (
              <GoesOn />
            ))}
          {incomplete && nextCursor === null && <p className="note">{NO_MORE}</p>}
          {blocks.length === 0 && nextCursor === null && !incomplete && depth === 0 && count === 0 && (
            <p className="text-dim">This page has no content yet.</p>
          )}
        </>
      )
    },
  })
}

async function Headings({ reading }: { reading: Reading }): Promise<ReactNode> {
  try {
    const blocks = await patiently(() => reading.all(reading.page.id))
    return <TableOfContents headings={headingsOf(blocks)} />
  } catch (error) {
    if (error instanceof LatchkeyError)
      return <p className="text-sm text-dim">Not all headings could be read.</p>
    throw error
  }
}

/** The blocks of a page, the first ones at once, with the way to its headings beside them. */
export async function contentOf({
  workspace,
  page,
  here,
  plain,
  way,
}: {
  workspace: Workspace
  page: ReadPage
  here: string
  plain: boolean
  way: ReactNode
}): Promise<ReactNode> {
  const reading = new Reading(workspace, page, here, way, plain)
  const headings = (
    <Part plain={reading.plain} fallback={<SkeletonLines count={4} label="Reading the headings" />}>
      <Headings reading={reading} />
    </Part>
  )
  return (
    <div className="mt-8 gap-10 lg:grid lg:grid-cols-[minmax(0,44rem)_minmax(0,1fr)]">
      <details className="mb-6 rounded-card border border-line px-4 py-2 lg:hidden">
        <summary className="cursor-pointer py-1 text-sm">On this page</summary>
        <nav aria-label="On this page">{headings}</nav>
      </details>
      <div className="notion-content min-w-0">
        <Part
          plain={reading.plain}
          fallback={<SkeletonLines count={12} label="Asking Notion for the content of this page" />}
        >
          {
            await drawnIfThere(
              Inside,
              {
                reading,
                parentId: page.id,
                cursor: null,
                startNumber: 1,
                depth: 0,
                count: 0,
                above: 1,
                within: [],
                unseen: false,
              },
              reading.batch(page.id, null),
            )
          }
        </Part>
      </div>
      <aside aria-label="On this page" className="hidden lg:block">
        <nav aria-label="Headings" className="sticky top-6 max-h-[85vh] overflow-y-auto text-sm">
          <p className="mb-2 font-medium">On this page</p>
          {headings}
        </nav>
      </aside>
    </div>
  )
}
