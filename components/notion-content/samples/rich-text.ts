import type { RichText } from '@/lib/notion'

const PLAIN = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
} as const
type Annotations = RichText['annotations']
type Mention = Extract<RichText, { type: 'mention' }>['mention']

/** A piece of text as Notion sends it. */
export const text = (
  content: string,
  looks: Partial<Annotations> = {},
  url: string | null = null,
): RichText => ({
  type: 'text',
  text: { content, link: url ? { url } : null },
  annotations: { ...PLAIN, ...looks },
  plain_text: content,
  href: url,
})

export const formula = (expression: string): RichText => ({
  type: 'equation',
  equation: { expression },
  annotations: PLAIN,
  plain_text: expression,
  href: null,
})

export const mention = (one: Mention, words: string): RichText => ({
  type: 'mention',
  mention: one,
  annotations: PLAIN,
  plain_text: words,
  href: null,
})

const PAGE = '5c0f6c1e-7f0a-4f2b-9a53-0d8b7c1e2f34'

/** One of each kind of mention: a kind that a later SDK adds does not compile until it stands here. */
export function mentionSamples(picture: string): { [Type in Mention['type']]: RichText } {
  return {
    user: mention(
      {
        type: 'user',
        user: {
          object: 'user',
          id: PAGE,
          name: 'Ada Lovelace',
          avatar_url: null,
          type: 'person',
          person: { email: 'ada@example.com' },
        },
      },
      '@Ada Lovelace',
    ),
    date: mention(
      { type: 'date', date: { start: '2026-03-12T14:00:00.000-05:00', end: null, time_zone: null } },
      '2026-03-12T14:00:00.000-05:00',
    ),
    page: mention({ type: 'page', page: { id: PAGE } }, 'Roadmap'),
    database: mention({ type: 'database', database: { id: PAGE } }, 'Tasks'),
    link_preview: mention(
      { type: 'link_preview', link_preview: { url: 'https://example.com/pull/7' } },
      'https://example.com/pull/7',
    ),
    link_mention: mention(
      {
        type: 'link_mention',
        link_mention: { href: 'https://example.com/tide-tables', title: 'Tide tables of the harbour' },
      },
      'Tide tables of the harbour',
    ),
    template_mention: mention(
      {
        type: 'template_mention',
        template_mention: { type: 'template_mention_date', template_mention_date: 'today' },
      },
      '@Today',
    ),
    custom_emoji: mention(
      { type: 'custom_emoji', custom_emoji: { id: PAGE, name: 'latchkey', url: picture } },
      ':latchkey:',
    ),
  }
}

const HUES = ['gray', 'brown', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'red'] as const

/** What text can look like, a line each. */
export function richTextSamples(picture: string): readonly (readonly RichText[])[] {
  return [
    [
      text('Bold', { bold: true }),
      text(', '),
      text('italic', { italic: true }),
      text(', '),
      text('underlined', { underline: true }),
      text(', '),
      text('struck out', { strikethrough: true }),
      text(', '),
      text('code', { code: true }),
      text(' and '),
      text('all of them', {
        bold: true,
        italic: true,
        underline: true,
        strikethrough: true,
        code: true,
        color: 'blue',
      }),
      text('.'),
    ],
    HUES.flatMap((color) => [text(color, { color }), text(' ')]),
    HUES.flatMap((color) => [text(color, { color: `${color}_background` }), text(' ')]),
    [
      text('A link', {}, 'https://example.com/'),
      text(', a link to '),
      text('a page here', {}, `/${PAGE.replaceAll('-', '')}`),
      text(', a link in '),
      text('bold and red', { bold: true, color: 'red' }, 'https://example.com/red'),
      text(', one that '),
      text('leads nowhere', {}, 'javascript:alert(1)'),
      text('.'),
    ],
    ...Object.values(mentionSamples(picture)).map((one) => [text('Here is '), one, text(' in a line.')]),
    [
      text('From '),
      mention(
        {
          type: 'date',
          date: { start: '2026-03-12', end: '2026-04-01', time_zone: null },
        },
        '2026-03-12 → 2026-04-01',
      ),
      text(', by '),
      mention({ type: 'user', user: { object: 'user', id: PAGE } }, ''),
      text(' and '),
      mention(
        {
          type: 'template_mention',
          template_mention: { type: 'template_mention_user', template_mention_user: 'me' },
        },
        '@Me',
      ),
      text('.'),
    ],
    [
      text('The area is '),
      formula('\\pi r^2'),
      text(', and this can’t be understood: '),
      formula('\\frac{1'),
      text('.'),
    ],
    [
      text('The tide is '),
      formula('h = h_0 + \\sum_{n=1}^{37} f_n H_n \\cos(\\omega_n t + u_n - g_n) + \\epsilon(t, p, v)'),
      text(' here.'),
    ],
    [text('Two lines\nin one paragraph, and    spaces that stay.')],
    [text('שלום עולם, ועכשיו '), text('English', { bold: true }), text(' בתוך משפט.')],
    [text(`Averylongword${'withoutanyspaceinside'.repeat(12)}`)],
  ]
}
