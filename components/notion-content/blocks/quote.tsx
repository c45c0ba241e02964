import { colorClass } from '../colors'
import type { BlockProps } from '../content-context'
import { frameClass, Inside, Line } from '../frame'

export function Quote({ block, context, depth }: BlockProps<'quote'>) {
  const { rich_text: text, color } = block.quote
  return (
    <blockquote className={`${frameClass('quote', depth)} ${colorClass(color)}`}>
      <Line text={text} context={context} />
      <Inside block={block} context={context} depth={depth} framed />
    </blockquote>
  )
}
