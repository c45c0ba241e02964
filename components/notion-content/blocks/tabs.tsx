import type { Block } from '@/lib/notion'
import { SkeletonLines } from '../../ui/skeleton'
import { SuspenseSection } from '../../ui/suspense-section'
import { BlockChildren, TextLine } from '../block-parts'
import type { BlockProps, ContentContext } from '../content-context'
import { Guarded } from '../guard'
import { blockIcon, NotionIcon } from '../icon'
import { NotDisplayable } from '../not-displayable'

/** A tab is a paragraph. Its text is the tab's name, its children are the content. */
function TabItem({
  block,
  group,
  open,
  context,
  depth,
}: {
  block: Block
  group: string
  open: boolean
  context: ContentContext
  depth: number
}) {
  const paragraph = block.type === 'paragraph' ? block.paragraph : null
  return (
    <details className="notion-tab" name={group} open={open}>
      <summary>
        {paragraph?.icon && (
          <NotionIcon
            icon={blockIcon(block, paragraph.icon)}
            connectionId={context.connectionId}
            kind="page"
          />
        )}
        <TextLine text={paragraph?.rich_text ?? []} context={context} />
      </summary>
      <BlockChildren block={block} context={context} depth={depth} framed />
    </details>
  )
}

async function LoadedTabs({ block, context, depth }: BlockProps<'tab'>) {
  const tabs = await context.loadRows?.(block)
  if (!tabs) return context.children(block)
  if ('instead' in tabs) return tabs.instead
  return (
    <>
      {tabs.rows.map((tab, index) => (
        <TabItem
          key={tab.id}
          block={tab}
          group={`tabs-${block.id}`}
          open={index === 0}
          context={context}
          depth={depth}
        />
      ))}
      {tabs.after}
    </>
  )
}

/** Tabs as an accordion, which works without JavaScript. */
export function Tabs(props: BlockProps<'tab'>) {
  if (!props.block.has_children) return null
  return (
    <div className="notion-tabs">
      <SuspenseSection
        noJs={props.context.noJs ?? false}
        fallback={<SkeletonLines count={3} label="Loading tabs" />}
      >
        <Guarded fallback={<NotDisplayable href={props.context.notionUrl} />}>
          <LoadedTabs {...props} />
        </Guarded>
      </SuspenseSection>
    </div>
  )
}
