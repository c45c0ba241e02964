import type { WorldPage } from '../world'
import type { BlockContent } from '../world/blocks'

/** A block that came through the API. */
export interface WrittenBlock {
  readonly id: string
  readonly pageId: string
  readonly parentId: string
  /** Null: first. The id of a block: behind that one. Anything else: last. */
  readonly after: string | null
  readonly content: BlockContent
  readonly at: string
  readonly by: string
}

export interface WrittenPage extends WorldPage {
  readonly workspaceId: string
}

/** What came through the API, in the order in which it came. */
export interface Written {
  pages: WrittenPage[]
  blocks: WrittenBlock[]
  /** When pages of the world were changed, and by whom. */
  edited: Record<string, { at: string; by: string }>
  /** Rises with each change. */
  revision: number
}
