import { createHash } from 'node:crypto'
import type { Faker } from '@faker-js/faker'
import type { BlockObjectResponse } from '@notionhq/client'
import type { Host } from '../host'
import type { Workspace, WorldPage } from '../types'

type Common =
  | 'object'
  | 'id'
  | 'parent'
  | 'created_time'
  | 'created_by'
  | 'last_edited_time'
  | 'last_edited_by'
  | 'has_children'
  | 'in_trash'
  | 'archived'

type ContentOf<Block> = Block extends BlockObjectResponse ? Omit<Block, Common> : never

/** What a block has of its own: its type and the member of that name. */
export type BlockContent = ContentOf<BlockObjectResponse>

export type BlockType = BlockContent['type']

export type Content<Type extends BlockType> = Extract<BlockContent, { type: Type }>

/** A block before it has a place. */
export interface Draft {
  /** A function where it names hosted files or addresses. */
  readonly content: BlockContent | ((host: Host) => BlockContent)
  readonly children?: readonly (Draft | ChildPlace)[]
  /** Decides the block's id, where something else names that block. */
  readonly key?: string
  /** The block whose children this one shows too. */
  readonly childrenOf?: string
}

/** A child page or database at this position. */
export interface ChildPlace {
  readonly child: WorldPage
}

/** The page to generate content for, and what that content may refer to. */
export interface ContentContext {
  readonly page: WorldPage
  readonly workspace: Workspace
  /** Pages and data sources directly below it. */
  readonly children: readonly WorldPage[]
  /** Seeded by the page alone. */
  readonly faker: Faker
}

/**
 * A block's id. It begins as its page's does, so that a block is found by its id before its page was asked for.
 */
export function blockId(pageId: string, key: string | number): string {
  const hash = createHash('sha1').update(`${pageId}/${key}`).digest('hex')
  return `${pageId.slice(0, 13)}-4${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`
}

/** What the ids of a page's blocks begin with. */
export const idPrefix = (id: string): string => id.slice(0, 13)
