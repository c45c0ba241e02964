import { BlockChildren, nestedClass, TextLine } from '../block-parts'
import { colorClass } from '../colors'
import type { BlockProps } from '../content-context'
import { blockIcon, NotionIcon } from '../icon'

/** A callout needs room on both sides. */
const MAX_CALLOUT = 3

export function Callout({ block, context, depth }: BlockProps<'callout'>) {
  const { rich_text: text, color, icon } = block.callout
  return (
    <div role="note" className={`${nestedClass('notion-callout', depth, MAX_CALLOUT)} ${colorClass(color)}`}>
      {icon && (
        <NotionIcon icon={blockIcon(block, icon)} connectionId={context.connectionId} kind="page" size={24} />
      )}
      <div className="notion-callout-body">
        <TextLine text={text} context={context} />
        <BlockChildren block={block} context={context} depth={depth} framed />
      </div>
    </div>
  )
}
