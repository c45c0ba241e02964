import type { ReactNode } from 'react'

/** Replaces the id; no URL contains it. */
const ID = ' '
const bare = (id: string) => id.replaceAll('-', '')

/** A Notion URL without the id at its end. A tree has thousands, and ids don't compress. */
export const shortAddress = (url: string, id: string): string =>
  url.replaceAll(ID, '%20').replace(bare(id), ID)

/** Reverses {@link shortAddress}. */
export const fullAddress = (address: string, id: string): string => address.replace(ID, bare(id))

/** A page or data source in the tree. Made on the server and kept small, because the browser receives thousands. */
export interface TreeNode {
  readonly id: string
  readonly kind: 'page' | 'data_source'
  /** Empty if it has none. */
  readonly title: string
  /** Absent for the default icon of its kind. */
  readonly icon?: ReactNode
  /** The id of its parent; null for the workspace itself, '' for something that Notion doesn't list. */
  readonly parent: string | null
  /** Absent for a page. */
  readonly parentKind?: 'data_source'
  /** The time of the last edit, as ISO 8601 and in words. */
  readonly at: string
  readonly edited: string
  /** Its URL in Notion, see {@link shortAddress}. */
  readonly address: string | null
  /** Notion listed it, but it can't be read. */
  readonly unreadable?: true
  /** A placeholder: only its children were listed. */
  readonly unlisted?: true
}
