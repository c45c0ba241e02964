import type { PageObjectResponse } from '@notionhq/client'

/** An icon as Notion's API sends it. */
export type WireIcon = PageObjectResponse['icon']

/**
 * The end of our own URL for a file that Notion hosts:
 * `pages/<id>/icon`, `pages/<id>/cover`, `pages/<id>/properties/<property id, percent-encoded>/<index>`,
 * `blocks/<id>/content`, `blocks/<id>/icon`, `data_sources/<id>/icon`, `data_sources/<id>/cover`,
 * `databases/<id>/icon`, `databases/<id>/cover`, `comments/<id>/<index>`.
 */
export type FileRef = string

/** An image at an external URL, or a file that Notion hosts and whose URL expires within an hour. */
export type Picture =
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'hosted'; readonly ref: FileRef }

/** The icon of a page, database or block; null if it has none. */
export type Icon =
  | { readonly type: 'emoji'; readonly emoji: string }
  /** A named Notion icon, such as "pizza" in "blue". */
  | { readonly type: 'named'; readonly name: string; readonly color: string }
  | Picture
  | null

function text(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError('not a string')
}

/**
 * Reads an icon. An unknown type counts as no icon.
 *
 * @throws {TypeError} a member doesn't have its documented type
 */
export function parseIcon(icon: WireIcon | undefined, ref: FileRef): Icon {
  switch (icon?.type) {
    case 'emoji':
      return { type: 'emoji', emoji: text(icon.emoji) }
    case 'external':
      return { type: 'url', url: text(icon.external.url) }
    case 'file':
      return { type: 'hosted', ref }
    case 'custom_emoji':
      return { type: 'url', url: text(icon.custom_emoji.url) }
    case 'icon':
      return { type: 'named', name: text(icon.icon.name), color: text(icon.icon.color) }
    default:
      return null
  }
}
