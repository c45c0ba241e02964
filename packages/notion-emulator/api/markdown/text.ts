import type { RichTextItemResponse } from '@notionhq/client'

const SPECIAL = /[\\*~`$[\]<>{}|^]/g

/** Text that must not read as markup. */
export const escaped = (text: string): string => text.replace(SPECIAL, '\\$&').replaceAll('\n', '<br>')

/** A value of an attribute of a tag. */
export const attribute = (text: string): string => escaped(text).replaceAll('"', '&quot;')

/** `blue_background` is `blue_bg` here. */
export const colorName = (color: string): string => color.replace('_background', '_bg')

function marked(item: RichTextItemResponse, text: string): string {
  const { bold, italic, strikethrough, underline, color } = item.annotations
  let so = text
  if (bold) so = `**${so}**`
  if (italic) so = `*${so}*`
  if (strikethrough) so = `~~${so}~~`
  if (underline) so = `<span underline="true">${so}</span>`
  return color === 'default' ? so : `<span color="${colorName(color)}">${so}</span>`
}

type Mention = Extract<RichTextItemResponse, { type: 'mention' }>['mention']

function mentioned(mention: Mention, text: string, href: string): string {
  switch (mention.type) {
    case 'user':
      return `<mention-user url="user://${mention.user.id}">${text}</mention-user>`
    case 'page':
      return `<mention-page url="${href}">${text}</mention-page>`
    case 'database':
      return `<mention-database url="${href}">${text}</mention-database>`
    case 'date': {
      const end = mention.date.end === null ? '' : ` end="${mention.date.end}"`
      return `<mention-date start="${mention.date.start}"${end}/>`
    }
    case 'custom_emoji':
      return `:${mention.custom_emoji.name}:`
    case 'link_preview':
    case 'link_mention':
      return href === '' ? text : `[${text}](${href})`
    case 'template_mention':
      return text
    default:
      return mention satisfies never
  }
}

function itemText(item: RichTextItemResponse): string {
  const href = attribute(item.href ?? '')
  switch (item.type) {
    case 'equation':
      return marked(item, `$\`${item.equation.expression}\`$`)
    case 'mention':
      return marked(item, mentioned(item.mention, escaped(item.plain_text), href))
    case 'text': {
      const text = item.annotations.code ? `\`${item.plain_text}\`` : escaped(item.plain_text)
      return href === '' ? marked(item, text) : `[${marked(item, text)}](${href})`
    }
    default:
      return item satisfies never
  }
}

export const markdownText = (items: readonly RichTextItemResponse[]): string => items.map(itemText).join('')
