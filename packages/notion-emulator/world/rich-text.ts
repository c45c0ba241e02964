import type { RichTextItemResponse } from '@notionhq/client'

export const PLAIN: RichTextItemResponse['annotations'] = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
}

interface Style {
  readonly href?: string
  readonly annotations?: Partial<RichTextItemResponse['annotations']>
}

/** One run of text, as it travels. */
export function run(content: string, { href, annotations }: Style = {}): RichTextItemResponse {
  return {
    type: 'text',
    text: { content, link: href === undefined ? null : { url: href } },
    annotations: { ...PLAIN, ...annotations },
    plain_text: content,
    href: href ?? null,
  }
}

/** The most characters that Notion puts in one run. */
const MAX_RUN = 2_000

/** A text in one style, in as few runs as Notion makes of it: none for an empty one. */
export function plain(content: string): RichTextItemResponse[] {
  if (content === '') return []
  if (content.length <= MAX_RUN) return [run(content)]
  const letters = Array.from(content)
  return Array.from({ length: Math.ceil(letters.length / MAX_RUN) }, (_, index) =>
    run(letters.slice(index * MAX_RUN, (index + 1) * MAX_RUN).join('')),
  )
}

export const plainText = (items: readonly RichTextItemResponse[]): string =>
  items.map((item) => item.plain_text).join('')

type Mention = Extract<RichTextItemResponse, { type: 'mention' }>['mention']

/** Somebody or something named in a text. */
export const mentionOf = (
  mention: Mention,
  text: string,
  href: string | null = null,
): RichTextItemResponse => ({
  type: 'mention',
  mention,
  annotations: PLAIN,
  plain_text: text,
  href,
})
