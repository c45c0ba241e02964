import { colorClass } from '../colors'
import type { BlockProps } from '../content-context'
import { Inside, Line } from '../frame'

export function Toggle({ block, context, depth }: BlockProps<'toggle'>) {
  const { rich_text: text, color } = block.toggle
  return (
    <details className="toggle block">
      <summary>
        <Line text={text} context={context} className={`text ${colorClass(color)}`} />
      </summary>
      <Inside block={block} context={context} depth={depth} />
    </details>
  )
}

/** A template button: what it would have added stands inside. */
export function Template({ block, context, depth }: BlockProps<'template'>) {
  return (
    <details className="toggle block">
      <summary>
        <span className="text-sm text-dim">Template </span>
        <Line text={block.template.rich_text} context={context} />
      </summary>
      <Inside block={block} context={context} depth={depth} />
    </details>
  )
}
