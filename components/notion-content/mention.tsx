import { Database, FileText, type IconNode, Link2 } from 'lucide'
import type { ReactNode } from 'react'
import type { RichText } from '@/lib/notion'
import { httpHref } from '@/lib/shared/urls'
import { Icon } from '../ui/icon'
import { RemoteImage } from '../ui/remote-image'
import { contentHref, hostOf, mentionHref } from './content-href'
import { ContentLink } from './content-link'
import { toText } from './guard'
import { DateRange } from './properties/date-range'

type MentionPart = Extract<RichText, { type: 'mention' }>
type Mention = MentionPart['mention']
export type MentionType = Mention['type']
type MentionOf<Type extends MentionType> = Extract<Mention, { type: Type }>

interface MentionProps<Type extends MentionType> {
  readonly mention: MentionOf<Type>
  /** Notion's own text for it. */
  readonly text: string
  readonly connectionId: string
  readonly titleOf?: (id: string) => string | null
}

const MentionIcon = ({ icon }: { icon: IconNode }) => (
  <Icon icon={icon} width="1em" height="1em" className="notion-mention-icon" />
)

function PageMention({
  kind,
  id,
  text,
  connectionId,
  titleOf,
}: {
  kind: 'page' | 'database'
  id: string
  text: string
  connectionId: string
  titleOf?: (id: string) => string | null
}) {
  return (
    <ContentLink href={mentionHref(connectionId, kind, id)}>
      <MentionIcon icon={kind === 'page' ? FileText : Database} />
      <bdi>{titleOf?.(id) || text || 'Untitled'}</bdi>
    </ContentLink>
  )
}

function LinkMention({ href, text, connectionId }: { href: string; text: string; connectionId: string }) {
  const safe = contentHref(href, connectionId)
  if (!safe) return <bdi>{text}</bdi>
  return (
    <ContentLink href={safe}>
      <MentionIcon icon={Link2} />
      <bdi>{text || hostOf(href)}</bdi>
    </ContentLink>
  )
}

/** The components by type of mention. A type that a new SDK adds doesn't compile until it is listed here. */
export const MENTIONS: { [Type in MentionType]: (props: MentionProps<Type>) => ReactNode } = {
  user: ({ mention: { user }, text }) => {
    const name = 'name' in user ? user.name : null
    return <bdi className="notion-mention">{name ? `@${toText(name)}` : text || '@someone'}</bdi>
  },
  date: ({ mention: { date } }) => (
    <span className="notion-mention">
      <DateRange date={date} compact={false} />
    </span>
  ),
  page: ({ mention, ...rest }) => <PageMention kind="page" id={mention.page.id} {...rest} />,
  database: ({ mention, ...rest }) => <PageMention kind="database" id={mention.database.id} {...rest} />,
  link_preview: ({ mention: { link_preview: link }, text, connectionId }) => (
    <LinkMention href={link.url} text={text === link.url ? '' : text} connectionId={connectionId} />
  ),
  link_mention: ({ mention: { link_mention: link }, text, connectionId }) => (
    <LinkMention
      href={link.href}
      text={link.title || (text === link.href ? '' : text)}
      connectionId={connectionId}
    />
  ),
  template_mention: ({ mention: { template_mention: template } }) => (
    <span className="notion-mention">
      {template.type === 'template_mention_date'
        ? { today: '@Today', now: '@Now' }[template.template_mention_date]
        : { me: '@Me' }[template.template_mention_user]}
    </span>
  ),
  custom_emoji: ({ mention: { custom_emoji: emoji }, text }) => {
    const source = httpHref(emoji.url)
    const name = emoji.name ? `:${toText(emoji.name)}:` : text
    if (!source) return <bdi>{name}</bdi>
    return (
      <RemoteImage src={source} alt={name} width={20} height={20} className="notion-emoji" loading="lazy" />
    )
  },
}

/** A mention in rich text. */
export function MentionView({
  part,
  connectionId,
  titleOf,
}: {
  part: MentionPart
  connectionId: string
  titleOf?: (id: string) => string | null
}) {
  const draw = Object.hasOwn(MENTIONS, part.mention.type)
    ? // TypeScript can't relate the component to the type it is looked up by.
      (MENTIONS[part.mention.type] as (props: MentionProps<MentionType>) => ReactNode)
    : null
  if (!draw) return <bdi>{part.plain_text}</bdi>
  return draw({ mention: part.mention, text: part.plain_text, connectionId, titleOf })
}
