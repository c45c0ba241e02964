import { BlockChildren, nestedClass, TextLine } from '../block-parts'
import { colorClass } from '../colors'
import type { BlockProps } from '../content-context'

export function Quote({ block, context, depth }: BlockProps<'quote'>) {
  const { rich_text: text, color } = block.quote
  return (
    <blockquote className={`${nestedClass('notion-quote', depth)} ${colorClass(color)}`}>
      <TextLine text={text} context={context} />
      <BlockChildren block={block} context={context} depth={depth} framed />
    </blockquote>
  )
}
