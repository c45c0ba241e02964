import type { ReactNode } from 'react'

/** In the place of the id: no address has it. */
const ID = ' '
const bare = (id: string) => id.replaceAll('-', '')

/** An address at Notion without the id that most of them end with: a tree has many, and an id does not compress. */
export const shortAddress = (url: string, id: string): string =>
  url.replaceAll(ID, '%20').replace(bare(id), ID)

/** What {@link shortAddress} was made from. */
export const fullAddress = (address: string, id: string): string => address.replace(ID, bare(id))

/** A page or data source as the tree draws it: made on the server, and small on its way to the browser. */
export interface TreeNode {
  readonly id: string
  readonly kind: 'page' | 'data_source'
  /** Empty when it has none. */
  readonly title: string
  /** Absent: the icon of its kind. */
  readonly icon?: ReactNode
  /** What it stands under; null: the workspace itself; '': nothing that Notion would list. */
  readonly parent: string | null
  /** Absent: a page. */
  readonly parentKind?: 'data_source'
  /** Of the last edit: ISO, and in words. */
  readonly at: string
  readonly edited: string
  /** At Notion: see {@link shortAddress}. */
  readonly address: string | null
  /** It was listed, and cannot be shown. */
  readonly unreadable?: true
  /** Only what stands in it was listed: all that is known of it is its id. */
  readonly unlisted?: true
}
