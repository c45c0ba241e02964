import { ChevronRight } from 'lucide'
import type { ReactNode } from 'react'
import { INCOMPLETE_LIST } from '@/components/errors/incomplete-list'
import {
  BlockList,
  type ContentContext,
  headingsOf,
  levelAbove,
  listedHeadings,
  nextListNumber,
  TableOfContents,
} from '@/components/notion-content/block-list'
import { CopyCodeHandler } from '@/components/notion-content/copy-code-handler'
import { type RenderSlice, toSlices } from '@/components/notion-content/estimate-bytes'
import { viewBudget } from '@/components/notion-content/view-budget'
import { CurrentHeading } from '@/components/notion-page/current-heading'
import { Icon } from '@/components/ui/icon'
import { OpenInNotion } from '@/components/ui/open-in-notion'
import { Panel } from '@/components/ui/panel'
import { SkeletonLines } from '@/components/ui/skeleton'
import { SuspenseSection } from '@/components/ui/suspense-section'
import { textLink } from '@/components/ui/text-link'
import type { Workspace } from '@/lib/content'
import { isLatchkeyError } from '@/lib/errors'
import { type Block, type BlockBatch, isRefused, ListProgress, type PageView } from '@/lib/notion'
import { notionHref } from '@/lib/shared/urls'
import { yieldIfBusy } from '@/lib/shared/yield-if-busy'
import { renderIfCached } from '../../../_components/render-if-cached'
import {
  renderRetryableSection,
  WaitAnnouncement,
  withRateLimitRetry,
} from '../../../_components/retryable-section'

/** Deeper than anyone nests blocks on purpose. */
const MAX_DEPTH = 100

/** All that is needed of the page whose blocks are read. */
type PageReference = Pick<PageView, 'id' | 'url'>

/** How many databases of one page are checked for being linked views, at one call each. */
const MAX_LINKED_VIEW_CHECKS = 10

/** The reads and the budget that all sections of one page view share. */
class PageReader {
  readonly announcement = new WaitAnnouncement()
  readonly budget = viewBudget()
  private linkedViewChecks = 0
  private saidInNestedBlocks = false
  private readonly batches = new Map<string, Promise<BlockBatch>>()

  constructor(
    readonly workspace: Workspace,
    readonly page: PageReference,
    readonly here: string,
    /** For breadcrumb blocks. */
    readonly way: ReactNode,
    /** Rendered in one piece, for a browser without JavaScript. */
    readonly noJs: boolean,
  ) {}

  /**
   * Reads one batch, at most once per view even if the cache no longer has it. A failed read may be repeated.
   * Null when the view's budget is used up.
   */
  readBatch(parentId: string, cursor: string | null): Promise<BlockBatch> | null {
    const key = `${parentId} ${cursor ?? ''}`
    const known = this.batches.get(key)
    if (known) return known
    if (this.budget.isFull || !this.budget.takeBatch()) return null
    const asked = this.workspace.blocks(parentId, cursor)
    this.batches.set(key, asked)
    asked.catch(() => this.batches.delete(key))
    return asked
  }

  /** Whether Notion hides this database because it is a linked view. False when that is unknown. */
  async isLinkedView(databaseId: string): Promise<boolean> {
    this.linkedViewChecks += 1
    if (this.linkedViewChecks > MAX_LINKED_VIEW_CHECKS) return false
    try {
      await this.workspace.database(databaseId)
      return false
    } catch (error) {
      if (!isLatchkeyError(error)) throw error
      return isRefused(error, 'linked_view')
    }
  }

  /** Says at the top level that the page continues in Notion, and only once below it. */
  continueInNotionOnce(top: boolean, goesOnInNotion: ReactNode): ReactNode {
    if (top) return goesOnInNotion
    const said = this.saidInNestedBlocks
    this.saidInNestedBlocks = true
    return said ? <p className="notion-note">Continue in Notion.</p> : goesOnInNotion
  }

  /** All direct children of a block, as far as the view's budget allows. */
  async readAllBlocks(
    parentId: string,
  ): Promise<{ readonly blocks: readonly Block[]; readonly whole: boolean }> {
    const blocks: Block[] = []
    const progress = new ListProgress()
    let cursor: string | null = null
    do {
      const batch: BlockBatch | null = await this.readBatch(parentId, cursor)
      if (!batch) return { blocks, whole: false }
      blocks.push(...batch.blocks)
      cursor = progress.nextCursor(batch.blocks.length, batch.nextCursor)
    } while (cursor !== null)
    return { blocks, whole: !progress.stoppedEarly }
  }

  /** The same for table rows, which are rendered together and count against the budget. */
  async readRowsWithinBudget(
    parentId: string,
  ): Promise<{ readonly rows: readonly Block[]; readonly after: ReactNode }> {
    const { blocks, whole } = await this.readAllBlocks(parentId)
    const none = blocks.findIndex((block) => !this.budget.takeBlock(block))
    const rows = none < 0 ? blocks : blocks.slice(0, none)
    return { rows, after: whole && none < 0 ? null : <ContinueInNotion page={this.page} /> }
  }
}

/** Whether the children of a block are hidden until the person expands it. */
function isCollapsible(block: Block): boolean {
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

function contentContext(place: BlockPosition, blocks: readonly Block[]): ContentContext {
  const { reading, depth, above, within, unseen } = place
  return {
    connectionId: reading.workspace.connection.id,
    titleOf: reading.workspace.knownTitle,
    noJs: reading.noJs,
    children: (block) => (
      <SuspenseSection noJs={reading.noJs} fallback={<SkeletonLines count={1} label="Loading more blocks" />}>
        <ChildBlocks
          reading={reading}
          parentId={block.id}
          cursor={null}
          startNumber={1}
          depth={depth + 1}
          count={0}
          progress={new ListProgress()}
          above={levelAbove(blocks, above, block)}
          within={[...within, block.id]}
          unseen={unseen || isCollapsible(block)}
        />
      </SuspenseSection>
    ),
    loadRows: async (block) => {
      try {
        return await withRateLimitRetry(() => reading.readRowsWithinBudget(block.id))
      } catch (error) {
        if (!isLatchkeyError(error)) throw error
        return {
          instead: isRefused(error, 'unsupported_block') ? (
            <p className="text-dim">
              One of these blocks can’t be read by apps, so Notion returns none of them.{' '}
              <OpenInNotion href={notionUrlOf(reading.page)} />
            </p>
          ) : (
            <p className="text-dim">
              This part couldn’t be loaded from Notion. Try “Refresh”, or{' '}
              <OpenInNotion href={notionUrlOf(reading.page)} />.
            </p>
          ),
        }
      }
    },
    isLinkedView: (databaseId) => reading.isLinkedView(databaseId),
    breadcrumb: reading.way,
    notionUrl: reading.page.url,
    tableOfContents: () => (
      <SuspenseSection
        noJs={reading.noJs}
        fallback={<SkeletonLines count={3} label="Loading the headings" />}
      >
        <Headings reading={reading} />
      </SuspenseSection>
    ),
  }
}

interface BlockPosition {
  readonly reading: PageReader
  readonly parentId: string
  readonly cursor: string | null
  readonly startNumber: number
  readonly depth: number
  /** How many batches of this parent came before. */
  readonly count: number
  readonly progress: ListProgress
  /** The level of the heading above. */
  readonly above: number
  /** The ids of the blocks around this one. */
  readonly within: readonly string[]
  /** Inside a block that is collapsed at first. */
  readonly unseen: boolean
}

const notionUrlOf = ({ id, url }: PageReference): string => url ?? notionHref(id) ?? 'https://www.notion.so'

/** Other ways to read the content of the page. */
const OtherFormats = ({ reading }: { reading: PageReader }) => (
  <p className="flex flex-wrap gap-x-4">
    <a href={`${reading.here}/markdown`} download className={textLink}>
      Download Markdown
    </a>
    <OpenInNotion href={notionUrlOf(reading.page)} />
  </p>
)

function ContinueInNotion({ page }: { page: PageReference }) {
  return (
    <Panel title="Continue in Notion">
      <p>This page is too long or too deeply nested to show here in full.</p>
      <p>
        <OpenInNotion href={notionUrlOf(page)} />
      </p>
    </Panel>
  )
}

/** The blocks of a batch that fit the budget, in slices that each render within one turn of the event loop. */
function takeWithinBudget({ budget }: PageReader, blocks: readonly Block[]): readonly RenderSlice<Block>[] {
  const none = blocks.findIndex((block) => !budget.takeBlock(block))
  return toSlices(none < 0 ? blocks : blocks.slice(0, none))
}

/** Whether a batch renders without waiting: in one slice, and without code, which may wait for its highlighting. */
const rendersAtOnce = (batch: BlockBatch | null): boolean =>
  batch === null || (toSlices(batch.blocks).length <= 1 && batch.blocks.every(({ type }) => type !== 'code'))

/** Renders the slices of a batch, each in its own turn of the event loop. */
function Slices({
  slices,
  place,
}: {
  slices: readonly RenderSlice<Block>[]
  place: BlockPosition
}): ReactNode | Promise<ReactNode> {
  const [first, ...further] = slices
  if (!first) return null
  const { startNumber, depth, above } = place
  const { items: blocks, bytes } = first
  const draw = () => (
    <>
      <BlockList
        blocks={blocks}
        startNumber={startNumber}
        depth={depth}
        above={above}
        context={contentContext(place, blocks)}
      />
      {further.length > 0 && (
        <Slices
          slices={further}
          place={{
            ...place,
            startNumber: nextListNumber(blocks, startNumber),
            above: levelAbove(blocks, above),
          }}
        />
      )}
    </>
  )
  const turn = yieldIfBusy(bytes)
  return turn ? turn.then(draw) : draw()
}

/** One batch of a block's children. The next batch streams after it. */
async function ChildBlocks(place: BlockPosition): Promise<ReactNode> {
  const { reading, parentId, cursor, startNumber, depth, count, above, within, unseen, progress } = place
  const goesOnInNotion = <ContinueInNotion page={reading.page} />
  // A synced block may contain a copy of a block around it.
  if (within.length > MAX_DEPTH || within.slice(0, -1).includes(parentId)) return goesOnInNotion
  const { workspace, here, announcement, noJs, budget } = reading
  return renderRetryableSection({
    workspace,
    retryHref: here,
    elsewhere: <OtherFormats reading={reading} />,
    announcement,
    isHidden: unseen,
    noJs,
    beside: {
      waiting: <SkeletonLines count={count === 0 ? 2 : 4} label="Waiting for Notion" />,
      error: null,
    },
    show: async () => {
      const batch = await reading.readBatch(parentId, cursor)
      if (!batch) return reading.continueInNotionOnce(depth === 0, goesOnInNotion)
      const { blocks } = batch
      const slices = takeWithinBudget(reading, blocks)
      if (budget.isFull)
        return (
          <>
            <Slices slices={slices} place={place} />
            {reading.continueInNotionOnce(depth === 0, goesOnInNotion)}
          </>
        )
      const nextCursor = progress.nextCursor(blocks.length, batch.nextCursor)
      const incomplete = batch.incomplete || progress.stoppedEarly
      return (
        <>
          <Slices slices={slices} place={place} />
          {nextCursor !== null && (
            <SuspenseSection noJs={noJs} fallback={<SkeletonLines count={4} label="Loading more blocks" />}>
              <ChildBlocks
                {...place}
                cursor={nextCursor}
                startNumber={nextListNumber(blocks, startNumber)}
                count={count + 1}
                above={levelAbove(blocks, above)}
              />
            </SuspenseSection>
          )}
          {incomplete && nextCursor === null && <p className="notion-note">{INCOMPLETE_LIST}</p>}
          {blocks.length === 0 && nextCursor === null && !incomplete && depth === 0 && count === 0 && (
            <p className="text-dim">This page has no content yet.</p>
          )}
        </>
      )
    },
  })
}

async function Headings({ reading }: { reading: PageReader }): Promise<ReactNode> {
  try {
    const { blocks } = await withRateLimitRetry(() => reading.readAllBlocks(reading.page.id))
    const headings = headingsOf(blocks)
    if (!reading.budget.takeTableOfContents(listedHeadings(headings)))
      return <p className="text-sm text-dim">The headings are listed above on this page.</p>
    return <TableOfContents headings={headings} />
  } catch (error) {
    if (isLatchkeyError(error)) return <p className="text-sm text-dim">Some headings couldn’t be loaded.</p>
    throw error
  }
}

/**
 * The blocks of a page, streamed batch by batch, with a table of contents beside them where there is room, and folded
 * above them elsewhere.
 */
export async function renderPageContent({
  workspace,
  page,
  here,
  noJs,
  way,
  top,
  after,
}: {
  workspace: Workspace
  page: PageReference
  here: string
  noJs: boolean
  way: ReactNode
  /** Above the blocks and below them. */
  top: ReactNode
  after: ReactNode
}): Promise<ReactNode> {
  const reading = new PageReader(workspace, page, here, way, noJs)
  // The first batch always fits the budget.
  const firstBatch = reading.readBatch(page.id, null) ?? Promise.resolve(null)
  const blocks = await renderIfCached(
    ChildBlocks,
    {
      reading,
      parentId: page.id,
      cursor: null,
      startNumber: 1,
      depth: 0,
      count: 0,
      progress: new ListProgress(),
      above: 1,
      within: [],
      unseen: false,
    },
    firstBatch,
  )
  const isReady = blocks.isReady && (await firstBatch.then(rendersAtOnce, () => true))
  const headings = (
    <SuspenseSection noJs={reading.noJs} fallback={<SkeletonLines count={4} label="Loading the headings" />}>
      <Headings reading={reading} />
    </SuspenseSection>
  )
  return (
    <div className="items-start justify-between gap-16 wide:grid wide:grid-cols-[minmax(0,45rem)_13.5rem]">
      <article className="max-w-[45rem] min-w-0">
        {top}
        <details className="group mb-6 rounded-xl border border-line wide:hidden print:hidden">
          <summary className="flex min-h-control items-center gap-2 px-4 py-1 font-medium">
            <Icon icon={ChevronRight} className="text-dim group-open:rotate-90" />
            On this page
          </summary>
          <nav data-toc="" aria-label="On this page" className="px-4 pb-3">
            {headings}
          </nav>
        </details>
        <div className="notion-content min-w-0">
          <SuspenseSection
            noJs={reading.noJs}
            isReady={isReady}
            fallback={<SkeletonLines count={12} label="Loading the content of this page" />}
          >
            {blocks.content}
          </SuspenseSection>
        </div>
        {after}
      </article>
      <nav
        data-toc=""
        aria-labelledby="on-this-page"
        className="sticky top-21 hidden max-h-[calc(100dvh-7.25rem)] overflow-y-auto wide:block print:hidden"
      >
        <h2 id="on-this-page" className="ps-3.25 pb-2 text-xs font-medium tracking-normal text-dim">
          On this page
        </h2>
        {headings}
      </nav>
      <CurrentHeading />
      <CopyCodeHandler />
    </div>
  )
}
