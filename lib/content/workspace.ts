import { NotionRefused, NotionUnavailable } from '../errors'
import {
  type BatchEnd,
  type ContentBatch,
  type Crumb,
  type Icon,
  type OnFile,
  type PageView,
  type Parent,
  type PropertySchema,
  plainText,
  readBlockParent,
  readBlocks,
  readComments,
  readContent,
  readDatabase,
  readDataSource,
  readMarkdown,
  readPage,
  readPeople,
  readRows,
  readWorkspaceDetails,
} from '../notion'
import { type ConnectionId, findConnection, notionClientFor, readAccess, type UserId } from '../token-vault'
import { ContentCache } from './content-cache'
import { fileAddress, fileKey } from './files'
import { withPeople } from './people-filter'
import { batchAt, type Item, type ListReader, withPlace } from './places'
import type { Workspace } from './types'

/** Notion's own nesting rarely goes deeper; a way that is longer begins in the middle. */
const MAX_CRUMBS = 12

/** Whoever scrolls through a table does not have its columns read again each minute. "Refresh" forgets them too. */
const COLUMNS_REUSE_MS = 600_000

/** In characters: other pages show it wherever they name this one, and a title may be 100 kB long. */
const MAX_STEP_TITLE = 300

const columnsKey = (dataSourceId: string) => `columns ${dataSourceId}`
const pageKey = (pageId: string) => `page ${pageId}`

interface Step {
  readonly crumb: Crumb
  readonly parent: Parent
}

/**
 * A workspace of this person's, its row read from the database now. Null: no such connection of this owner.
 *
 * @param left aborted when nobody waits for the answers any more
 */
export async function openWorkspace(
  owner: UserId,
  id: ConnectionId,
  left: AbortSignal | null = null,
): Promise<Workspace | null> {
  const connection = await findConnection(owner, id)
  if (!connection) return null
  const client = notionClientFor(owner, id)
  const reads = new ContentCache(owner, connection, left)
  const onFile: OnFile = (ref, file) => reads.keep(fileKey(ref), file)
  const keepStep = (
    object: Crumb['object'],
    { id: stepId, title, icon }: { id: string; title: string; icon: Icon },
    parent: Parent,
  ) => {
    const crumb = { id: stepId, object, title: title.slice(0, MAX_STEP_TITLE), icon }
    reads.keep(`step ${stepId}`, { crumb, parent } satisfies Step)
  }

  /** A list of Notion's: each batch is kept as the answer to its cursor, and ends in a place. */
  const listOf = <Name extends string, Batch extends BatchEnd & Readonly<Record<Name, readonly Item[]>>>(
    what: string,
    name: Name,
    ask: (cursor: string | null) => Promise<Batch>,
  ): ListReader<Batch> => ({
    ask: (cursor, anew) =>
      reads.read(
        `${what} ${cursor ?? ''}`,
        async () => {
          const batch = await ask(cursor)
          return withPlace(batch, batch[name])
        },
        { anew },
      ),
    keep: (cursor, batch) => reads.keep(`${what} ${cursor}`, batch),
    items: (batch) => batch[name],
    only: (batch, items) => ({ ...batch, [name]: items }),
  })

  // Steps are kept with the answer that told them: they grow no older than it.
  const content = (
    what: string,
    place: string | null,
    ask: (cursor: string | null) => Promise<ContentBatch>,
  ): Promise<ContentBatch> =>
    batchAt(
      listOf(what, 'items', async (cursor) => {
        const batch = await ask(cursor)
        for (const item of batch.items) if (!item.unreadable) keepStep(item.object, item, item.parent)
        return batch
      }),
      place,
    )

  const page = (pageId: string) =>
    reads.read(pageKey(pageId), async () => {
      const view = await readPage(client, pageId, onFile)
      keepStep('page', { id: view.id, title: plainText(view.title), icon: view.icon }, view.parent)
      return view
    })

  const database = (databaseId: string) =>
    reads.read(`database ${databaseId}`, async () => {
      const view = await readDatabase(client, databaseId, onFile)
      keepStep('database', { id: view.id, title: plainText(view.title), icon: view.icon }, view.parent)
      return view
    })

  const dataSource = (dataSourceId: string) =>
    reads.read(`data_source ${dataSourceId}`, async () => {
      const { view, parent } = await readDataSource(client, dataSourceId, onFile)
      keepStep('data_source', { id: view.id, title: plainText(view.title), icon: view.icon }, parent)
      reads.keep(columnsKey(dataSourceId), view.properties, COLUMNS_REUSE_MS)
      return view
    })

  /** The next step up, or null where the way ends. A block is no step: its own parent is. */
  const stepUp = async (parent: Parent): Promise<Step | null> => {
    switch (parent.type) {
      case 'page':
      case 'data_source':
      case 'database': {
        const known = () => reads.get<Step>(`step ${parent.id}`)
        const kept = known()
        if (kept) return kept
        if (parent.type === 'page') await page(parent.id)
        else if (parent.type === 'database') await database(parent.id)
        else await dataSource(parent.id)
        return known() ?? null
      }
      case 'block':
        return stepUp(
          await reads.read(`block parent ${parent.id}`, () => readBlockParent(client, parent.id, onFile)),
        )
      case 'workspace':
      case 'unknown':
        return null
      default:
        return parent satisfies never
    }
  }

  const people = (place: string | null) =>
    batchAt(
      listOf('people', 'people', (cursor) => readPeople(client, cursor)),
      place,
    )

  return {
    connection,
    details: () => reads.read('details', () => readWorkspaceDetails(client)),
    access: () => reads.read('access', () => readAccess(owner, id)),
    shared: ({ object, direction }, place) =>
      content(`shared ${object ?? 'all'} ${direction}`, place, (cursor) =>
        readContent(client, { object, direction, cursor }, onFile),
      ),
    search: (words, place) =>
      content(`search ${JSON.stringify(words)}`, place, (cursor) =>
        readContent(client, { words, cursor }, onFile),
      ),
    page,
    async crumbs(parent) {
      const crumbs: Crumb[] = []
      const seen = new Set<string>()
      let at = parent
      while (crumbs.length < MAX_CRUMBS) {
        let step: Step | null
        try {
          step = await stepUp(at)
        } catch (error) {
          // What is above was not shared, or is not given now: the way begins here.
          if (error instanceof NotionRefused || error instanceof NotionUnavailable) break
          throw error
        }
        if (!step || seen.has(step.crumb.id)) break
        seen.add(step.crumb.id)
        crumbs.unshift(step.crumb)
        at = step.parent
      }
      return crumbs
    },
    blocks: (parentId, place) =>
      batchAt(
        listOf(`blocks ${parentId}`, 'blocks', (cursor) => readBlocks(client, parentId, cursor, onFile)),
        place,
      ),
    markdown: (pageId) => reads.read(`markdown ${pageId}`, () => readMarkdown(client, pageId)),
    database,
    dataSource,
    columns: async (dataSourceId) =>
      reads.get<readonly PropertySchema[]>(columnsKey(dataSourceId)) ??
      (await dataSource(dataSourceId)).properties,
    async rows(dataSourceId, asked, place) {
      const query = await withPeople(asked, people)
      return batchAt(
        listOf(`rows ${dataSourceId} ${JSON.stringify(query)}`, 'rows', (cursor) =>
          readRows(client, dataSourceId, query, cursor, onFile),
        ),
        place,
      )
    },
    people,
    comments: (pageId, place) =>
      batchAt(
        listOf(`comments ${pageId}`, 'comments', (cursor) => readComments(client, pageId, cursor, onFile)),
        place,
      ),
    fileAddress: (ref) => fileAddress(client, reads, ref, onFile),
    knownTitle: (of) => reads.get<Step>(`step ${of}`)?.crumb.title ?? null,
    knownPage: (pageId) => reads.get<PageView>(pageKey(pageId)) ?? null,
  }
}
