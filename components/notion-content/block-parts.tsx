import type { ReactNode } from 'react'
import type { Block, RichText } from '@/lib/notion'
import { notionHref } from '@/lib/shared/urls'
import { OpenInNotion } from '../ui/open-in-notion'
import type { ContentContext } from './content-context'
import { RichTextView } from './rich-text'

/** Below this, what stands in something is no further to the right: fifty levels fit on a phone. */
const MAX_INDENT = 6

/** The class of a frame that takes room at its sides, while there is room: down to `deepest`. */
export const nestedClass = (name: string, depth: number, deepest = MAX_INDENT) =>
  depth < deepest ? name : `${name} ${name}-deep`

/** Someone's text in a page. */
export const ContentText = ({ text, context }: { text: readonly RichText[]; context: ContentContext }) => (
  <RichTextView
    text={text}
    connectionId={context.connectionId}
    titleOf={context.titleOf}
    inNotion={context.notionUrl}
  />
)

/** A line of someone's text. */
export function TextLine({
  text,
  context,
  className = 'text',
}: {
  text: readonly RichText[]
  context: ContentContext
  className?: string
}) {
  return (
    <div className={className} dir="auto">
      <ContentText text={text} context={context} />
    </div>
  )
}

/** What stands inside a block, indented or, within something that already has a frame, not. */
export function BlockChildren({
  block,
  context,
  depth,
  framed = false,
}: {
  block: Block
  context: ContentContext
  depth: number
  framed?: boolean
}) {
  if (!block.has_children) return null
  return <div className={framed ? 'inside' : nestedClass('nest', depth)}>{context.children(block)}</div>
}

/** Scrolls sideways by itself when its content is too wide; the keyboard reaches it. */
export function ScrollBox({
  label,
  className = '',
  children,
}: {
  label: string
  className?: string
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrollable with the keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls; this is content
    <div role="group" tabIndex={0} aria-label={label} className={`scroll-box ${className}`}>
      {children}
    </div>
  )
}

/** What someone wrote below a picture, file or embed. */
export function Caption({ text, context }: { text: readonly RichText[]; context: ContentContext }) {
  if (Array.isArray(text) && text.every((part) => part?.plain_text?.trim() === '')) return null
  return (
    <figcaption className="caption text" dir="auto">
      <ContentText text={text} context={context} />
    </figcaption>
  )
}

/** A block's own place in Notion, where the page's address there is known; else by its id. */
export function blockHref(block: Block, context: ContentContext): string | null {
  const own = notionHref(block.id)
  return context.notionUrl && own ? `${context.notionUrl}#${block.id.replaceAll('-', '')}` : own
}

/** The way to see a block in Notion, where the page's address there is known. */
export function OpenBlockInNotion({ block, context }: { block: Block; context: ContentContext }) {
  if (!context.notionUrl) return null
  return <OpenInNotion href={`${context.notionUrl}#${block.id.replaceAll('-', '')}`} />
}
