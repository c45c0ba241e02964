import type { RichTextItemResponse } from '@notionhq/client'
import { CUSTOM_EMOJIS } from '../custom-emojis'
import type { Host } from '../host'
import { customEmoji } from '../icons'
import { mentionOf, PLAIN, run } from '../rich-text'
import type { ContentContext } from './draft'

type Item = RichTextItemResponse
type Mention = Extract<Item, { type: 'mention' }>['mention']
type MentionType = Mention['type']

/** A mention of this type, what it says in plain text, and where it leads. */
type Sample = readonly [mention: Mention, text: string, href?: string]

export const COLORS = [
  'default',
  'gray',
  'brown',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'red',
  'default_background',
  'gray_background',
  'brown_background',
  'orange_background',
  'yellow_background',
  'green_background',
  'blue_background',
  'purple_background',
  'pink_background',
  'red_background',
] as const satisfies readonly Item['annotations']['color'][]

/** A Notion color missing from this list fails the type check here. */
type Missing = Exclude<Item['annotations']['color'], (typeof COLORS)[number]>
true satisfies [Missing] extends [never] ? true : never

const equation = (expression: string): Item => ({
  type: 'equation',
  equation: { expression },
  annotations: PLAIN,
  plain_text: expression,
  href: null,
})

/** Samples of every kind of mention; a kind that the SDK adds is missing here and fails the type check. */
type Samples = { readonly [Type in MentionType]: readonly Sample[] }

function samples({ workspace, page }: ContentContext, host: Host): Samples {
  const [member] = workspace.members
  const other = workspace.pages.find((one) => one.title === 'Roadmap') ?? page
  const database = workspace.pages.find((one) => one.databaseId !== null)
  const databaseId = database?.databaseId ?? page.id
  const [emoji] = CUSTOM_EMOJIS
  // A person who left the workspace is only an id.
  const gone = '00000000-0000-4000-8000-00000000dead'
  return {
    user: [
      member
        ? [
            {
              type: 'user',
              user: {
                object: 'user',
                id: member.id,
                name: member.name,
                avatar_url: member.avatarUrl,
                type: 'person',
                person: {},
              },
            },
            `@${member.name ?? 'Anonymous'}`,
          ]
        : [{ type: 'user', user: { object: 'user', id: gone } }, '@Anonymous'],
      [{ type: 'user', user: { object: 'user', id: gone } }, '@Anonymous'],
    ],
    date: [
      [{ type: 'date', date: { start: '2026-11-30', end: null, time_zone: null } }, '2026-11-30'],
      [
        { type: 'date', date: { start: '2026-12-01', end: '2026-12-04', time_zone: null } },
        '2026-12-01 → 2026-12-04',
      ],
      [
        { type: 'date', date: { start: '2026-12-01T09:30:00.000+01:00', end: null, time_zone: null } },
        '2026-12-01T09:30:00.000+01:00',
      ],
    ],
    page: [[{ type: 'page', page: { id: other.id } }, other.title, host.page(other.id)]],
    database: [
      [
        { type: 'database', database: { id: databaseId } },
        database?.title ?? 'Untitled',
        host.page(databaseId),
      ],
    ],
    link_preview: [
      [
        { type: 'link_preview', link_preview: { url: 'https://code.example.org/kite/issues/12' } },
        'https://code.example.org/kite/issues/12',
        'https://code.example.org/kite/issues/12',
      ],
    ],
    link_mention: [
      [
        {
          type: 'link_mention',
          link_mention: {
            href: 'https://news.example.org/lighthouses',
            title: 'Why lighthouses stay lit',
            description: 'Keepers are gone, the lamps are not.',
            link_author: 'A. Keeper',
            link_provider: 'Coast News',
            icon_url: `${host.origin}/icons/lantern.svg`,
            thumbnail_url: `${host.origin}/icons/workspace.svg`,
          },
        },
        'Why lighthouses stay lit',
        'https://news.example.org/lighthouses',
      ],
      [
        { type: 'link_mention', link_mention: { href: 'https://bare.example.org/' } },
        'https://bare.example.org/',
        'https://bare.example.org/',
      ],
    ],
    template_mention: [
      [
        {
          type: 'template_mention',
          template_mention: { type: 'template_mention_date', template_mention_date: 'today' },
        },
        '@Today',
      ],
      [
        {
          type: 'template_mention',
          template_mention: { type: 'template_mention_date', template_mention_date: 'now' },
        },
        '@Now',
      ],
      [
        {
          type: 'template_mention',
          template_mention: { type: 'template_mention_user', template_mention_user: 'me' },
        },
        '@Me',
      ],
    ],
    custom_emoji: [[{ type: 'custom_emoji', custom_emoji: customEmoji(emoji, host) }, `:${emoji.name}:`]],
  }
}

const TYPES: Readonly<Record<MentionType, true>> = {
  user: true,
  date: true,
  page: true,
  database: true,
  link_preview: true,
  link_mention: true,
  template_mention: true,
  custom_emoji: true,
}
export const MENTION_TYPES = Object.keys(TYPES) as MentionType[]

/** A line that shows one kind of mention. */
export const mentions = (type: MentionType, about: ContentContext, host: Host): Item[] => [
  run(`${type.replaceAll('_', ' ')}: `),
  ...samples(about, host)[type].flatMap((one, index) => [
    ...(index > 0 ? [run(', ')] : []),
    mentionOf(...one),
  ]),
]

/** Each annotation alone, then all at once, then links and equations. */
export function annotated(host: Host): Item[] {
  const gap = run(' ')
  return [
    run('bold', { annotations: { bold: true } }),
    gap,
    run('italic', { annotations: { italic: true } }),
    gap,
    run('struck', { annotations: { strikethrough: true } }),
    gap,
    run('underlined', { annotations: { underline: true } }),
    gap,
    run('code()', { annotations: { code: true } }),
    gap,
    run('everything', {
      annotations: {
        bold: true,
        italic: true,
        strikethrough: true,
        underline: true,
        code: true,
        color: 'red',
      },
    }),
    gap,
    run('a link', { href: 'https://example.org/a?b=c&d=e#f' }),
    gap,
    run('a bold link', { href: 'https://example.org/', annotations: { bold: true } }),
    gap,
    run('a link inside Notion', { href: `${host.origin}/p/00000000000040008000000000000000` }),
    gap,
    run('mail', { href: 'mailto:keeper@example.org' }),
    gap,
    equation('e^{i\\pi} + 1 = 0'),
    run('\nand a second line of the same paragraph.'),
  ]
}

export const colored = (): Item[] =>
  COLORS.flatMap((color) => [run(color.replace('_', ' on '), { annotations: { color } }), run(' ')])
