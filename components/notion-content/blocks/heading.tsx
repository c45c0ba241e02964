import type { Block, BlockOf } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { BlockChildren, ContentText } from '../block-parts'
import { colorClass } from '../colors'
import type { BlockProps, ContentContext } from '../content-context'
import { headingAnchor } from '../headings'

const ELEMENTS = ['h2', 'h3', 'h4', 'h5', 'h6'] as const
/** Top-level headings are one level below the page's title. */
const elementOf = (number: number) => ELEMENTS[number - 2] ?? 'h6'
type Level = 1 | 2 | 3 | 4

function Heading({
  block,
  content,
  level,
  context,
  depth,
}: {
  block: Block
  content: BlockOf<'heading_1'>['heading_1']
  level: Level
  context: ContentContext
  depth: number
}) {
  const words = plainText(content.rich_text).trim()
  const id = headingAnchor(block.id)
  // Screen readers would announce an empty heading.
  const Element = words ? elementOf(context.headingElements?.get(block.id) ?? level + 1) : 'div'
  const heading = (
    <Element
      id={id}
      className={`notion-heading notion-heading-${level} notion-text ${colorClass(content.color)}`}
      dir="auto"
    >
      <ContentText text={content.rich_text} context={context} />
    </Element>
  )
  if (content.is_toggleable)
    return (
      <details className="notion-toggle">
        <summary>{heading}</summary>
        <BlockChildren block={block} context={context} depth={depth} />
      </details>
    )
  return (
    <>
      <div className="notion-heading-line">
        {heading}
        {words && (
          <a href={`#${id}`} className="notion-heading-link">
            <span aria-hidden="true">#</span>
            <span className="sr-only">Link to “{words.slice(0, 80)}”</span>
          </a>
        )}
      </div>
      <BlockChildren block={block} context={context} depth={depth} />
    </>
  )
}

export const Heading1 = (props: BlockProps<'heading_1'>) => (
  <Heading {...props} content={props.block.heading_1} level={1} />
)
export const Heading2 = (props: BlockProps<'heading_2'>) => (
  <Heading {...props} content={props.block.heading_2} level={2} />
)
export const Heading3 = (props: BlockProps<'heading_3'>) => (
  <Heading {...props} content={props.block.heading_3} level={3} />
)
export const Heading4 = (props: BlockProps<'heading_4'>) => (
  <Heading {...props} content={props.block.heading_4} level={4} />
)
