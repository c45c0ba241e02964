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

/** A text in one style; nothing for an empty one, as Notion has it. */
export const plain = (content: string): RichTextItemResponse[] => (content === '' ? [] : [run(content)])

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
