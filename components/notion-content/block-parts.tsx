import type { ReactNode } from 'react'
import type { Block, RichText } from '@/lib/notion'
import { notionHref } from '@/lib/shared/urls'
import { OpenInNotion } from '../ui/open-in-notion'
import type { ContentContext } from './content-context'
import { RichTextView } from './rich-text'

/** Deeper levels aren't indented further, so that fifty levels fit on a phone. */
const MAX_INDENT = 6

/** A class that indents its content, and its `-deep` variant, which doesn't, from level `deepest`. */
export const nestedClass = (name: string, depth: number, deepest = MAX_INDENT) =>
  depth < deepest ? name : `${name} ${name}-deep`

/** Rich text in a page. */
export const ContentText = ({ text, context }: { text: readonly RichText[]; context: ContentContext }) => (
  <RichTextView
    text={text}
    connectionId={context.connectionId}
    titleOf={context.titleOf}
    inNotion={context.notionUrl}
  />
)

/** A line of rich text. */
export function TextLine({
  text,
  context,
  className = 'notion-text',
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

/** The children of a block, indented unless the block has a frame of its own. */
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
  return (
    <div className={framed ? 'notion-inside' : nestedClass('notion-nested', depth)}>
      {context.children(block)}
    </div>
  )
}

/** Scrolls sideways if its content is too wide. */
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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable with the keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls; this is content
    <div role="group" tabIndex={0} aria-label={label} className={`notion-scroll ${className}`}>
      {children}
    </div>
  )
}

/** The caption of an image, file or embed. */
export function Caption({ text, context }: { text: readonly RichText[]; context: ContentContext }) {
  if (Array.isArray(text) && text.every((part) => part?.plain_text?.trim() === '')) return null
  return (
    <figcaption className="notion-caption notion-text" dir="auto">
      <ContentText text={text} context={context} />
    </figcaption>
  )
}

/** The URL of a block in Notion, within its page if that URL is known. */
export function blockHref(block: Block, context: ContentContext): string | null {
  const own = notionHref(block.id)
  return context.notionUrl && own ? `${context.notionUrl}#${block.id.replaceAll('-', '')}` : own
}

/** A link to a block in Notion, if the URL of its page is known. */
export function OpenBlockInNotion({ block, context }: { block: Block; context: ContentContext }) {
  if (!context.notionUrl) return null
  return <OpenInNotion href={`${context.notionUrl}#${block.id.replaceAll('-', '')}`} />
}
