import type { ReactNode } from 'react'
import type { Block, BlockOf, BlockType } from '@/lib/notion'

/** Blocks, with what is said where they are not all; or why there are none. */
export type LoadedBlocks =
  | { readonly rows: readonly Block[]; readonly after?: ReactNode }
  | { readonly instead: ReactNode }

/** What blocks need of the page that they stand in. */
export interface ContentContext {
  readonly connectionId: string
  /** Draws what stands inside a block: the page decides when it is fetched. Called only for blocks with has_children. */
  readonly children: (block: Block) => ReactNode
  /**
   * The blocks in one whose frame depends on them: a table’s rows, the tabs of a tab block. `instead`: why there
   * are none. Without it such blocks are drawn in the plainest way.
   */
  readonly loadRows?: (block: Block) => Promise<LoadedBlocks>
  /** Whether Notion keeps this database from connected apps, as it does with linked views; may take a call. */
  readonly isLinkedView?: (databaseId: string) => Promise<boolean>
  /**
   * Links to the page's headings, for the table-of-contents block; may suspend. Each call gives an element of its
   * own: React would count one in many places once, and send it many times.
   */
  readonly tableOfContents?: () => ReactNode
  /** The way down to this page, for the breadcrumb block. */
  readonly breadcrumb?: ReactNode
  /** Title of a page if known without asking. */
  readonly titleOf?: (id: string) => string | null
  /** The number of each heading's element by block id; set by the list that holds the headings. */
  readonly headingElements?: ReadonlyMap<string, number>
  /** The page at Notion, for what can only be seen there. */
  readonly notionUrl?: string | null
  /** In one piece, for a browser without JavaScript: nothing comes later. */
  readonly plain?: boolean
}

export interface BlockProps<Type extends BlockType> {
  readonly block: BlockOf<Type>
  readonly context: ContentContext
  /** How deep in the page; 0 at its top. */
  readonly depth: number
}
