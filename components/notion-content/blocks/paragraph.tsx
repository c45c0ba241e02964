import { BlockChildren, TextLine } from '../block-parts'
import { colorClass } from '../colors'
import type { BlockProps } from '../content-context'
import { blockIcon, NotionIcon } from '../icon'

export function Paragraph({ block, context, depth }: BlockProps<'paragraph'>) {
  const { rich_text: text, color, icon } = block.paragraph
  return (
    <div className="notion-block">
      {icon ? (
        <div className="flex gap-2">
          <NotionIcon icon={blockIcon(block, icon)} connectionId={context.connectionId} kind="page" />
          <TextLine text={text} context={context} className={`notion-text ${colorClass(color)}`} />
        </div>
      ) : (
        <TextLine text={text} context={context} className={`notion-text ${colorClass(color)}`} />
      )}
      <BlockChildren block={block} context={context} depth={depth} />
    </div>
  )
}
