import { colorClass } from '../colors'
import type { BlockProps } from '../content-context'
import { frameClass, Inside, Line } from '../frame'
import { NotionIcon } from '../icon'
import { iconOf } from '../wire-icon'

export function Callout({ block, context, depth }: BlockProps<'callout'>) {
  const { rich_text: text, color, icon } = block.callout
  return (
    <div role="note" className={`${frameClass('callout', depth)} ${colorClass(color)}`}>
      <div className="flex gap-3">
        {icon && (
          <NotionIcon
            icon={iconOf(icon, `blocks/${block.id}/icon`)}
            connectionId={context.connectionId}
            kind="page"
            size={24}
          />
        )}
        <Line text={text} context={context} className="text flex-1" />
      </div>
      <Inside block={block} context={context} depth={depth} framed />
    </div>
  )
}
