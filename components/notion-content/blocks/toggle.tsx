import { BlockChildren, TextLine } from '../block-parts'
import { colorClass } from '../colors'
import type { BlockProps } from '../content-context'

export function Toggle({ block, context, depth }: BlockProps<'toggle'>) {
  const { rich_text: text, color } = block.toggle
  return (
    <details className="toggle block">
      <summary>
        <TextLine text={text} context={context} className={`text ${colorClass(color)}`} />
      </summary>
      <BlockChildren block={block} context={context} depth={depth} />
    </details>
  )
}

/** A template button: what it would have added stands inside. */
export function Template({ block, context, depth }: BlockProps<'template'>) {
  return (
    <details className="toggle block">
      <summary>
        <span className="text-sm text-dim">Template </span>
        <TextLine text={block.template.rich_text} context={context} />
      </summary>
      <BlockChildren block={block} context={context} depth={depth} />
    </details>
  )
}
