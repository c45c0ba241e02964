import { databaseHref, pageHref } from '@/lib/shared/urls'
import { SuspenseSection } from '../../ui/suspense-section'
import { OpenBlockInNotion } from '../block-parts'
import type { BlockProps, ContentContext } from '../content-context'
import { ContentLink } from '../content-link'
import { type IconKind, NotionIcon } from '../icon'

function PageLink({
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
    <div className="notion-page-link">
      <NotionIcon icon={null} connectionId={context.connectionId} kind={kind} />
      <ContentLink href={href}>
        <bdi>{title}</bdi>
      </ContentLink>
    </div>
  )
}

export const ChildPage = ({ block, context }: BlockProps<'child_page'>) => (
  <PageLink
    href={pageHref(context.connectionId, block.id)}
    title={block.child_page.title || 'Untitled'}
    kind="page"
    context={context}
  />
)

const DatabaseLink = ({ block, context }: BlockProps<'child_database'>) => (
  <PageLink
    href={databaseHref(context.connectionId, block.id)}
    title={block.child_database.title || 'Untitled database'}
    kind="database"
    context={context}
  />
)

async function CheckedDatabase(props: BlockProps<'child_database'>) {
  const { block, context } = props
  if (!(await context.isLinkedView?.(block.id))) return <DatabaseLink {...props} />
  return (
    <p className="notion-note">
      A linked view. Notion doesn’t show it to connected apps.{' '}
      <OpenBlockInNotion block={block} context={context} />
    </p>
  )
}

/** A database, or a linked view of one. Only a request to Notion tells which, so the link is shown first. */
export function ChildDatabase(props: BlockProps<'child_database'>) {
  const line = <DatabaseLink {...props} />
  if (!props.context.isLinkedView) return line
  return (
    <SuspenseSection noJs={props.context.noJs ?? false} fallback={line}>
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
        <PageLink
          href={pageHref(connectionId, target.page_id)}
          title={titleOf?.(target.page_id) || 'Another page'}
          kind="page"
          context={context}
        />
      )
    case 'database_id':
      return (
        <PageLink
          href={databaseHref(connectionId, target.database_id)}
          title={titleOf?.(target.database_id) || 'A database'}
          kind="database"
          context={context}
        />
      )
    case 'comment_id':
      return <p className="notion-note">A link to a comment. Open it in Notion.</p>
    default:
      target satisfies never
      return <p className="notion-note">This app doesn’t support this link yet.</p>
  }
}
