import type { WorldPage } from '../world'
import type { BlockContent } from '../world/blocks'

/** A block created through the API. */
export interface WrittenBlock {
  readonly id: string
  readonly pageId: string
  readonly parentId: string
  /** Null inserts it first, a sibling's id after that sibling, anything else last. */
  readonly after: string | null
  readonly content: BlockContent
  readonly at: string
  readonly by: string
}

export interface WrittenPage extends WorldPage {
  readonly workspaceId: string
}

/** Everything created through the API, in order. */
export interface Written {
  pages: WrittenPage[]
  blocks: WrittenBlock[]
  /** Edits to generated pages: when, and by whom. */
  edited: Record<string, { at: string; by: string }>
  /** Incremented by each change. */
  revision: number
}
