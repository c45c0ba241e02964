import type { Workspace, WorldPage } from '../world'
import { type BlockContent, blockId, blocksOf, type ChildPlace, type Draft, idPrefix } from '../world/blocks'
import { isDataSource } from '../world/schema'
import type { State, Store } from './store'
import type { Written, WrittenBlock, WrittenPage } from './written'

/** A block with its position in a page. */
export interface Block {
  readonly id: string
  readonly page: WorldPage
  /** The page or block that contains it. */
  readonly parentId: string
  readonly content: Draft['content']
  /** The child page, or the data source of the child database. */
  readonly child: WorldPage | null
  /** The block whose children it shows too. */
  readonly childrenOf: string | null
  readonly createdAt: string
  readonly editedAt: string
  readonly by: string
}

interface PageBlocks {
  readonly byId: Map<string, Block>
  readonly children: Map<string, Block[]>
}

interface WorkspaceIndex {
  readonly pages: readonly WorldPage[]
  readonly byId: ReadonlyMap<string, WorldPage>
  readonly byPrefix: ReadonlyMap<string, WorldPage>
  readonly byParent: ReadonlyMap<string, readonly WorldPage[]>
  readonly revision: number
}

const EMPTY: readonly never[] = []

/** The pages and blocks of every workspace: generated ones, made on first use, and written ones. */
export class Content {
  private state: State
  private shelves = new Map<string, WorkspaceIndex>()
  private made = new Map<string, PageBlocks>()

  constructor(private readonly store: Store) {
    this.state = store.state
  }

  /** All pages of a workspace, parents before their children. The same array until something is written. */
  pages(workspace: Workspace): readonly WorldPage[] {
    return this.shelf(workspace).pages
  }

  /** A page or a data source. */
  page(workspace: Workspace, id: string): WorldPage | undefined {
    return this.shelf(workspace).byId.get(id)
  }

  /** The direct children of a page or data source. */
  below(workspace: Workspace, id: string): readonly WorldPage[] {
    return this.shelf(workspace).byParent.get(id) ?? EMPTY
  }

  /** The data source of a database, its first. */
  ofDatabase(workspace: Workspace, id: string): WorldPage | undefined {
    return this.pages(workspace).find((page) => page.databaseId === id)
  }

  block(workspace: Workspace, id: string): Block | undefined {
    const page = this.shelf(workspace).byPrefix.get(idPrefix(id))
    return page ? this.blocks(workspace, page).byId.get(id) : undefined
  }

  /** The blocks directly in a page. */
  inPage(workspace: Workspace, page: WorldPage): readonly Block[] {
    return this.blocks(workspace, page).children.get(page.id) ?? EMPTY
  }

  /** The blocks directly in a block: for a copy those of its original, for a page those of the page. */
  inBlock(workspace: Workspace, block: Block): readonly Block[] {
    if (block.child) return block.child.object === 'page' ? this.inPage(workspace, block.child) : EMPTY
    const source = block.childrenOf === null ? block : this.block(workspace, block.childrenOf)
    return source ? (this.blocks(workspace, source.page).children.get(source.id) ?? EMPTY) : EMPTY
  }

  hasChildren(workspace: Workspace, block: Block): boolean {
    return block.childrenOf !== null || this.inBlock(workspace, block).length > 0
  }

  /** Stores a page created through the API. */
  addPage(page: WrittenPage): void {
    const { written } = this.store.state
    written.pages.push(page)
    written.revision += 1
    if (page.parentId !== null) this.made.delete(page.parentId)
  }

  /** Stores blocks created through the API. */
  addBlocks(blocks: readonly WrittenBlock[]): void {
    const { written } = this.store.state
    for (const block of blocks) {
      written.blocks.push(block)
      written.edited[block.pageId] = { at: block.at, by: block.by }
      this.made.delete(block.pageId)
    }
    written.revision += 1
  }

  /** A reset replaces the state, so everything derived from the old one is dropped. */
  private current(): Written {
    if (this.state !== this.store.state) {
      this.state = this.store.state
      this.shelves.clear()
      this.made.clear()
    }
    return this.state.written
  }

  private shelf(workspace: Workspace): WorkspaceIndex {
    const written = this.current()
    const kept = this.shelves.get(workspace.id)
    if (kept?.revision === written.revision) return kept
    const pages = [
      ...workspace.pages,
      ...written.pages.filter((page) => page.workspaceId === workspace.id),
    ].map((page) => {
      const edited = written.edited[page.id]
      return edited ? changed(page, { editedAt: edited.at, editedBy: edited.by }) : page
    })
    const byParent = new Map<string, WorldPage[]>()
    for (const page of pages) {
      if (page.parentId === null) continue
      const siblings = byParent.get(page.parentId)
      if (siblings) siblings.push(page)
      else byParent.set(page.parentId, [page])
    }
    const shelf: WorkspaceIndex = {
      pages,
      byId: new Map(pages.map((page) => [page.id, page])),
      byPrefix: new Map(pages.map((page) => [idPrefix(page.id), page])),
      byParent,
      revision: written.revision,
    }
    this.shelves.set(workspace.id, shelf)
    return shelf
  }

  private blocks(workspace: Workspace, page: WorldPage): PageBlocks {
    const written = this.current()
    const kept = this.made.get(page.id)
    if (kept) return kept
    const made: PageBlocks = { byId: new Map(), children: new Map() }
    let count = 0
    const place = (draft: Draft | ChildPlace, parentId: string): Block => {
      count += 1
      const common = { page, parentId, childrenOf: null }
      if ('child' in draft) {
        const { child } = draft
        const { databaseId, createdAt, editedAt, editedBy } = child
        return {
          ...common,
          id: databaseId ?? child.id,
          child,
          content: childBlockContent(child),
          createdAt,
          editedAt,
          by: editedBy,
        }
      }
      return {
        ...common,
        id: blockId(page.id, draft.key ?? count),
        content: draft.content,
        child: null,
        childrenOf: draft.childrenOf ?? null,
        createdAt: page.createdAt,
        editedAt: page.editedAt,
        by: page.editedBy,
      }
    }
    const add = (drafts: readonly (Draft | ChildPlace)[], parentId: string): void => {
      const blocks = drafts.map((draft) => {
        const block = place(draft, parentId)
        made.byId.set(block.id, block)
        if (!('child' in draft) && draft.children) add(draft.children, block.id)
        return block
      })
      made.children.set(parentId, blocks)
    }
    add(blocksOf(page, workspace, this.below(workspace, page.id)), page.id)
    for (const block of written.blocks) if (block.pageId === page.id) insert(made, page, block)
    this.made.set(page.id, made)
    return made
  }
}

/** A copy that keeps what a row can do. */
const changed = (page: WorldPage, change: Partial<WorldPage>): WorldPage =>
  Object.assign(Object.create(Object.getPrototypeOf(page)), page, change)

/** What a page or a database is as a block of its parent. */
export function childBlockContent(child: WorldPage): BlockContent {
  if (child.object === 'page') return { type: 'child_page', child_page: { title: child.title } }
  const { title } = isDataSource(child) ? child.database : child
  return { type: 'child_database', child_database: { title } }
}

function insert({ byId, children }: PageBlocks, page: WorldPage, written: WrittenBlock): void {
  const { id, parentId, content, at, by, after } = written
  const block: Block = {
    id,
    page,
    parentId,
    content,
    child: null,
    childrenOf: null,
    createdAt: at,
    editedAt: at,
    by,
  }
  byId.set(id, block)
  const siblings = children.get(parentId) ?? []
  const place = after === null ? 0 : siblings.findIndex((one) => one.id === after) + 1
  siblings.splice(after !== null && place === 0 ? siblings.length : place, 0, block)
  children.set(parentId, siblings)
}
