import { SkeletonLines } from '../../ui/skeleton'
import { SuspenseSection } from '../../ui/suspense-section'
import { colorClass } from '../colors'
import type { BlockProps } from '../content-context'

export const Divider = (_: BlockProps<'divider'>) => <hr className="notion-divider" />

export const Breadcrumb = ({ context }: BlockProps<'breadcrumb'>) =>
  context.breadcrumb ? <div className="notion-block text-sm">{context.breadcrumb}</div> : null

export function TableOfContentsBlock({ block, context }: BlockProps<'table_of_contents'>) {
  if (!context.tableOfContents) return null
  return (
    <div className={`notion-block ${colorClass(block.table_of_contents.color)}`}>
      <SuspenseSection
        noJs={context.noJs ?? false}
        fallback={<SkeletonLines count={3} label="Loading the headings" />}
      >
        {context.tableOfContents()}
      </SuspenseSection>
    </div>
  )
}
