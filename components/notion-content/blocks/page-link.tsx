import { databaseHref, pageHref } from '@/lib/shared/urls'
import { SuspenseSection } from '../../ui/suspense-section'
import type { BlockProps, ContentContext } from '../content-context'
import { BlockInNotion } from '../frame'
import { type IconKind, NotionIcon } from '../icon'
import { TextLink } from '../text-link'

function PageLine({
  href,
  title,
  kind,
  context,
}: {
  href: string
  title: string
  kind: IconKind
  context: ContentContext
}) {
  return (
    <div className="page-line">
      <NotionIcon icon={null} connectionId={context.connectionId} kind={kind} />
      <TextLink href={href}>
        <bdi>{title}</bdi>
      </TextLink>
    </div>
  )
}

export const ChildPage = ({ block, context }: BlockProps<'child_page'>) => (
  <PageLine
    href={pageHref(context.connectionId, block.id)}
    title={block.child_page.title || 'Untitled'}
    kind="page"
    context={context}
  />
)

const DatabaseLine = ({ block, context }: BlockProps<'child_database'>) => (
  <PageLine
    href={databaseHref(context.connectionId, block.id)}
    title={block.child_database.title || 'Untitled database'}
    kind="database"
    context={context}
  />
)

async function CheckedDatabase(props: BlockProps<'child_database'>) {
  const { block, context } = props
  if (!(await context.isLinkedView?.(block.id))) return <DatabaseLine {...props} />
  return (
    <p className="note">
      A linked view. Notion doesn’t show it to connected apps.{' '}
      <BlockInNotion block={block} context={context} />
    </p>
  )
}

/** A database, or a linked view of one: only Notion's answer to its id tells which, so the link comes first. */
export function ChildDatabase(props: BlockProps<'child_database'>) {
  const line = <DatabaseLine {...props} />
  if (!props.context.isLinkedView) return line
  return (
    <SuspenseSection plain={props.context.plain ?? false} fallback={line}>
      <CheckedDatabase {...props} />
    </SuspenseSection>
  )
}

export function LinkToPage({ block, context }: BlockProps<'link_to_page'>) {
  const { connectionId, titleOf } = context
  const target = block.link_to_page
  switch (target.type) {
    case 'page_id':
      return (
        <PageLine
          href={pageHref(connectionId, target.page_id)}
          title={titleOf?.(target.page_id) || 'Another page'}
          kind="page"
          context={context}
        />
      )
    case 'database_id':
      return (
        <PageLine
          href={databaseHref(connectionId, target.database_id)}
          title={titleOf?.(target.database_id) || 'A database'}
          kind="database"
          context={context}
        />
      )
    case 'comment_id':
      return <p className="note">A link to a comment. It can be followed in Notion.</p>
    default:
      target satisfies never
      return <p className="note">A link to something that this app does not know yet.</p>
  }
}
