import { BlockChildren, nestedClass, TextLine } from '../block-parts'
import { colorClass } from '../colors'
import type { BlockProps } from '../content-context'
import { blockIcon, NotionIcon } from '../icon'

/** It takes room at both sides, and its icon too. */
const MAX_CALLOUT = 3

export function Callout({ block, context, depth }: BlockProps<'callout'>) {
  const { rich_text: text, color, icon } = block.callout
  return (
    <div role="note" className={`${nestedClass('callout', depth, MAX_CALLOUT)} ${colorClass(color)}`}>
      {icon && (
        <NotionIcon icon={blockIcon(block, icon)} connectionId={context.connectionId} kind="page" size={24} />
      )}
      <div className="callout-body">
        <TextLine text={text} context={context} />
        <BlockChildren block={block} context={context} depth={depth} framed />
      </div>
    </div>
  )
}
