import { BlockChildren, TextLine } from '../block-parts'
import { colorClass } from '../colors'
import type { BlockProps } from '../content-context'

export function Toggle({ block, context, depth }: BlockProps<'toggle'>) {
  const { rich_text: text, color } = block.toggle
  return (
    <details className="notion-toggle notion-block">
      <summary>
        <TextLine text={text} context={context} className={`notion-text ${colorClass(color)}`} />
      </summary>
      <BlockChildren block={block} context={context} depth={depth} />
    </details>
  )
}

/** A template button. Its children are what it would add. */
export function Template({ block, context, depth }: BlockProps<'template'>) {
  return (
    <details className="notion-toggle notion-block">
      <summary>
        <span className="text-sm text-dim">Template </span>
        <TextLine text={block.template.rich_text} context={context} />
      </summary>
      <BlockChildren block={block} context={context} depth={depth} />
    </details>
  )
}
