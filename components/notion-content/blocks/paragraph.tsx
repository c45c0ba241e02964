import { colorClass } from '../colors'
import type { BlockProps } from '../content-context'
import { Inside, Line } from '../frame'
import { NotionIcon } from '../icon'
import { blockIcon } from '../wire-icon'

export function Paragraph({ block, context, depth }: BlockProps<'paragraph'>) {
  const { rich_text: text, color, icon } = block.paragraph
  return (
    <div className="block">
      {icon ? (
        <div className="flex gap-2">
          <NotionIcon icon={blockIcon(block, icon)} connectionId={context.connectionId} kind="page" />
          <Line text={text} context={context} className={`text ${colorClass(color)}`} />
        </div>
      ) : (
        <Line text={text} context={context} className={`text ${colorClass(color)}`} />
      )}
      <Inside block={block} context={context} depth={depth} />
    </div>
  )
}
