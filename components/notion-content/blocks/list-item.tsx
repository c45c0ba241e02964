import type { Block, BlockOf } from '@/lib/notion'
import { BlockChildren, TextLine } from '../block-parts'
import { colorClass } from '../colors'
import type { BlockProps, ContentContext } from '../content-context'

// The list element around the items is rendered by block-list.tsx.

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
      <TextLine
        text={content.rich_text}
        context={context}
        className={`notion-text ${colorClass(content.color)}`}
      />
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

/** An image of a checkbox, because it can't be checked here. */
export function ToDo({ block, context, depth }: BlockProps<'to_do'>) {
  const { rich_text: text, color, checked } = block.to_do
  return (
    <li>
      <span
        role="img"
        aria-label={checked ? 'Done:' : 'To do:'}
        className={`notion-todo-box ${checked ? 'notion-todo-checked' : ''}`}
      />
      <TextLine
        text={text}
        context={context}
        className={`notion-text ${checked ? 'notion-todo-done' : ''} ${colorClass(color)}`}
      />
      <BlockChildren block={block} context={context} depth={depth} framed />
    </li>
  )
}
