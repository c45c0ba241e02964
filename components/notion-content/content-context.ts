import type { ReactNode } from 'react'
import type { Block, BlockOf, BlockType } from '@/lib/notion'

/** Blocks, with a note after them if they are incomplete; or what to show if they couldn't be loaded. */
export type LoadedBlocks =
  | { readonly rows: readonly Block[]; readonly after?: ReactNode }
  | { readonly instead: ReactNode }

/** What blocks need from the page that contains them. */
export interface ContentContext {
  readonly connectionId: string
  /** Renders the children of a block. The page decides when they are loaded. Called only for blocks with `has_children`. */
  readonly children: (block: Block) => ReactNode
  /**
   * Loads the children of a block whose layout depends on them: the rows of a table, the tabs of a tab block. Without it,
   * such blocks use a simple layout.
   */
  readonly loadRows?: (block: Block) => Promise<LoadedBlocks>
  /** Whether a database is a linked view, which Notion doesn't share with connected apps. May call Notion. */
  readonly isLinkedView?: (databaseId: string) => Promise<boolean>
  /**
   * The table of contents, for its block; may suspend. Each call returns a new element, because React would count a
   * shared one once and send it many times.
   */
  readonly tableOfContents?: () => ReactNode
  /** The breadcrumbs of this page, for the breadcrumb block. */
  readonly breadcrumb?: ReactNode
  /** The title of a page, if it is cached. */
  readonly titleOf?: (id: string) => string | null
  /** The level of each heading's element by block id; set by the list that contains the headings. */
  readonly headingElements?: ReadonlyMap<string, number>
  /** The URL of the page in Notion, for content that can only be seen there. */
  readonly notionUrl?: string | null
  /** For browsers without JavaScript: nothing is streamed. */
  readonly noJs?: boolean
}

export interface BlockProps<Type extends BlockType> {
  readonly block: BlockOf<Type>
  readonly context: ContentContext
  /** The depth in the page; 0 at the top level. */
  readonly depth: number
}
