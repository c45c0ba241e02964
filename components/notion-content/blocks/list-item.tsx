import type { Block, BlockOf } from '@/lib/notion'
import { BlockChildren, TextLine } from '../block-parts'
import { colorClass } from '../colors'
import type { BlockProps, ContentContext } from '../content-context'

// Items are drawn in the list that their run makes: see block-list.tsx.

function Item({
  block,
  content,
  context,
  depth,
}: {
  block: Block
  content: BlockOf<'bulleted_list_item'>['bulleted_list_item']
  context: ContentContext
  depth: number
}) {
  return (
    <li>
      <TextLine text={content.rich_text} context={context} className={`text ${colorClass(content.color)}`} />
      <BlockChildren block={block} context={context} depth={depth} framed />
    </li>
  )
}

export const BulletedListItem = (props: BlockProps<'bulleted_list_item'>) => (
  <Item {...props} content={props.block.bulleted_list_item} />
)
export const NumberedListItem = (props: BlockProps<'numbered_list_item'>) => (
  <Item {...props} content={props.block.numbered_list_item} />
)

/** A picture of a checkbox, not one: nothing can be ticked here. */
export function ToDo({ block, context, depth }: BlockProps<'to_do'>) {
  const { rich_text: text, color, checked } = block.to_do
  return (
    <li>
      <span
        role="img"
        aria-label={checked ? 'Done:' : 'To do:'}
        className={`todo-box ${checked ? 'todo-ticked' : ''}`}
      />
      <TextLine
        text={text}
        context={context}
        className={`text ${checked ? 'todo-done' : ''} ${colorClass(color)}`}
      />
      <BlockChildren block={block} context={context} depth={depth} framed />
    </li>
  )
}
