import { NotionRefused, NotionUnavailable } from '../errors'
import {
  type ContentBatch,
  type Crumb,
  type Icon,
  type ListContinuation,
  type OnFile,
  type PageView,
  type Parent,
  type PropertySchema,
  type RowBatch,
  type RowQuery,
  readBlockParent,
  readBlocks,
  readComments,
  readDatabase,
  readDataSource,
  readMarkdown,
  readPage,
  readPeople,
  readRows,
  readWorkspaceDetails,
  searchContent,
  type UserReference,
  usersOf,
} from '../notion'
import { plainText } from '../shared/plain-text'
import type { ConnectionId, TokenVault, UserId } from '../token-vault'
import { ContentCache } from './content-cache'
import { fileKey, readFileUrl } from './files'
import { cursorOf, type ListItem, type ListReader, readBatchAt, withPosition } from './list-position'
import { resolvePeopleFilter } from './people-filter'
import type { Workspace } from './types'

/** Pages are rarely nested deeper. A longer breadcrumb loses its start. */
const MAX_CRUMBS = 12

/** Longer than other content, so that scrolling a table doesn't read its columns every minute. "Refresh" clears them too. */
const COLUMNS_REUSE_MS = 600_000
/** Names rarely change, and pages name people by id only. */
const NAMES_REUSE_MS = 600_000

/** Other pages show this title wherever they link here, and a title can be 100 kB long. */
const MAX_CRUMB_TITLE_CHARACTERS = 300

const columnsKey = (dataSourceId: string) => `columns ${dataSourceId}`
const rowsKey = (dataSourceId: string, { sorts, match, conditions }: RowQuery) =>
  `rows ${dataSourceId} ${JSON.stringify([sorts, match, conditions])}`
const personKey = (userId: string) => `person ${userId}`
const pageKey = (pageId: string) => `page ${pageId}`

interface PathStep {
  readonly crumb: Crumb
  readonly parent: Parent
}

/**
 * Loads the connection's row and returns a reader for its workspace. Null when this owner has no such connection.
 *
 * @param signal aborted when nobody waits for the responses any more
 */
export async function loadWorkspace(
  vault: TokenVault,
  owner: UserId,
  id: ConnectionId,
  signal: AbortSignal | null = null,
): Promise<Workspace | null> {
  const connection = await vault.findConnection(owner, id)
  if (!connection) return null
  const client = vault.notionClientFor(owner, id)
  const cache = new ContentCache(owner, connection, signal)
  const onFile: OnFile = (ref, file) => cache.set(fileKey(ref), file)
  const cacheStep = (
    object: Crumb['object'],
    { id: stepId, title, icon }: { id: string; title: string; icon: Icon },
    parent: Parent,
  ) => {
    const crumb = { id: stepId, object, title: title.slice(0, MAX_CRUMB_TITLE_CHARACTERS), icon }
    cache.set(`step ${stepId}`, { crumb, parent } satisfies PathStep)
  }

  const cacheName = (user: UserReference | null) => {
    if (user?.name) cache.set(personKey(user.id), user.name, NAMES_REUSE_MS)
  }

  /** Caches each batch under its cursor, and extends its next cursor to a position. */
  const listReader = <
    Name extends string,
    Batch extends ListContinuation & Readonly<Record<Name, readonly ListItem[]>>,
  >(
    what: string,
    name: Name,
    ask: (cursor: string | null) => Promise<Batch>,
  ): ListReader<Batch> => ({
    read: (cursor, bypassCache) =>
      cache.read(
        `${what} ${cursor ?? ''}`,
        async () => {
          const batch = await ask(cursor)
          return withPosition(batch, batch[name])
        },
        { bypassCache },
      ),
    cache: (cursor, batch) => cache.set(`${what} ${cursor}`, batch),
    items: (batch) => batch[name],
    withItems: (batch, items) => ({ ...batch, [name]: items }),
  })

  // Steps are cached together with the response that contained them, so they expire together.
  const readContentBatch = (
    what: string,
    place: string | null,
    ask: (cursor: string | null) => Promise<ContentBatch>,
  ): Promise<ContentBatch> =>
    readBatchAt(
      listReader(what, 'items', async (cursor) => {
        const batch = await ask(cursor)
        for (const item of batch.items) if (!item.unreadable) cacheStep(item.object, item, item.parent)
        return batch
      }),
      place,
    )

  const page = (pageId: string) =>
    cache.read(pageKey(pageId), async () => {
      const view = await readPage(client, pageId, onFile)
      cacheStep('page', { id: view.id, title: plainText(view.title), icon: view.icon }, view.parent)
      for (const user of usersOf(view)) cacheName(user)
      return view
    })

  const database = (databaseId: string) =>
    cache.read(`database ${databaseId}`, async () => {
      const view = await readDatabase(client, databaseId, onFile)
      cacheStep('database', { id: view.id, title: plainText(view.title), icon: view.icon }, view.parent)
      return view
    })

  const dataSource = (dataSourceId: string) =>
    cache.read(`data_source ${dataSourceId}`, async () => {
      const { view, parent } = await readDataSource(client, dataSourceId, onFile)
      cacheStep('data_source', { id: view.id, title: plainText(view.title), icon: view.icon }, parent)
      cache.set(columnsKey(dataSourceId), view.properties, COLUMNS_REUSE_MS)
      return view
    })

  /** The next ancestor, or null at the top. A block counts as its own parent. */
  const readStep = async (parent: Parent): Promise<PathStep | null> => {
    switch (parent.type) {
      case 'page':
      case 'data_source':
      case 'database': {
        const known = () => cache.get<PathStep>(`step ${parent.id}`)
        const kept = known()
        if (kept) return kept
        if (parent.type === 'page') await page(parent.id)
        else if (parent.type === 'database') await database(parent.id)
        else await dataSource(parent.id)
        return known() ?? null
      }
      case 'block':
        return readStep(
          await cache.read(`block parent ${parent.id}`, () => readBlockParent(client, parent.id, onFile)),
        )
      case 'workspace':
      case 'unknown':
        return null
      default:
        return parent satisfies never
    }
  }

  const people = (place: string | null) =>
    readBatchAt(
      listReader('people', 'people', async (cursor) => {
        const batch = await readPeople(client, cursor)
        for (const person of batch.people) cacheName(person)
        return batch
      }),
      place,
    )

  /** The number of rows of a query, all of whose batches are cached; null if one isn't. */
  const countCached = (what: string): number | null => {
    let count = 0
    const seen = new Set<string>()
    for (let cursor = ''; !seen.has(cursor); ) {
      seen.add(cursor)
      const batch = cache.get<RowBatch>(`${what} ${cursor}`)
      if (!batch) return null
      count += batch.rows.length
      if (batch.nextCursor === null) return batch.incomplete ? null : count
      cursor = cursorOf(batch.nextCursor)
    }
    return null
  }

  return {
    connection,
    details: () => cache.read('details', () => readWorkspaceDetails(client)),
    access: () => cache.read('access', () => vault.readAccess(owner, id)),
    shared: ({ object, direction }, place) =>
      readContentBatch(`shared ${object ?? 'all'} ${direction}`, place, (cursor) =>
        searchContent(client, { object, direction, cursor }, onFile),
      ),
    search: (words, place) =>
      readContentBatch(`search ${JSON.stringify(words)}`, place, (cursor) =>
        searchContent(client, { words, cursor }, onFile),
      ),
    page,
    async crumbs(parent) {
      const crumbs: Crumb[] = []
      const seen = new Set<string>()
      let at = parent
      while (crumbs.length < MAX_CRUMBS) {
        let step: PathStep | null
        try {
          step = await readStep(at)
        } catch (error) {
          // The ancestor isn't shared or can't be read now, so the breadcrumb starts here.
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
      readBatchAt(
        listReader(`blocks ${parentId}`, 'blocks', (cursor) => readBlocks(client, parentId, cursor, onFile)),
        place,
      ),
    markdown: (pageId) => cache.read(`markdown ${pageId}`, () => readMarkdown(client, pageId)),
    database,
    dataSource,
    columns: async (dataSourceId) =>
      cache.get<readonly PropertySchema[]>(columnsKey(dataSourceId)) ??
      (await dataSource(dataSourceId)).properties,
    async rows(dataSourceId, asked, place) {
      const query = await resolvePeopleFilter(asked, people)
      return readBatchAt(
        listReader(rowsKey(dataSourceId, query), 'rows', (cursor) =>
          readRows(client, dataSourceId, query, cursor, onFile),
        ),
        place,
      )
    },
    knownRowCount(dataSourceId, sorts) {
      for (const order of [sorts, []]) {
        const count = countCached(rowsKey(dataSourceId, { sorts: order, match: 'all', conditions: [] }))
        if (count !== null) return count
      }
      return null
    },
    people,
    comments: (pageId, place) =>
      readBatchAt(
        listReader(`comments ${pageId}`, 'comments', async (cursor) => {
          const batch = await readComments(client, pageId, cursor, onFile)
          for (const { authorId, author } of batch.comments)
            if (authorId) cacheName({ id: authorId, name: author })
          return batch
        }),
        place,
      ),
    fileUrl: (ref) => readFileUrl(client, cache, ref, onFile),
    knownTitle: (of) => cache.get<PathStep>(`step ${of}`)?.crumb.title ?? null,
    knownPerson: (userId) => cache.get<string>(personKey(userId)) ?? null,
    knownPage: (pageId) => cache.get<PageView>(pageKey(pageId)) ?? null,
  }
}
