import { mentionOf, plain, run } from '../rich-text'
import type { ContentContext, Draft } from './draft'
import { bullet, callout, heading, paragraph, tableRow, toggle } from './simple'

export const MARKUP = '<script>alert(1)</script><img src=x onerror="alert(2)"></title></textarea>--><!--'
export const SCRIPT_LINK = 'javascript:alert(document.domain)'
export const DATA_LINK = 'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='
export const BREAKING_LINK = 'https://example.org/" onmouseover="alert(3)" x="'
/** Right to left, with letters that change the direction of what follows and never change it back. */
export const RIGHT_TO_LEFT = 'שלום עולם \u202eevil.exe\u202d مرحبا بالعالم'
export const INVISIBLE = 'in\u200bvi\u200csi\u200dble\ufeff\u2060 \u00ad'
export const STACKED = `Z${'\u0300\u0301\u0302\u0303\u0304\u0306'.repeat(12)}algo`
export const ENDLESS_WORD = 'Donaudampfschifffahrt'.repeat(120)
/** Above 100 kB even where only its first 25 runs travel. */
export const HUGE_TITLE = `${'A title that does not know when to stop, '.repeat(200)}${'題'.repeat(50_000)}`

const LINKS = [
  SCRIPT_LINK,
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  DATA_LINK,
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.org/9115d58c',
  '//evil.example.org/protocol-relative',
  '\\\\evil.example.org\\share',
  'https://user:password@evil.example.org/',
  'https://xn--e1awd7f.example.org/',
  'http://127.0.0.1:1/inside',
  BREAKING_LINK,
  `https://example.org/${'a'.repeat(1_900)}`,
  'not an address',
  '',
]

const caption = () => plain(MARKUP)

const code = (content: string, language: 'html' | 'mermaid'): Draft => ({
  content: { type: 'code', code: { rich_text: plain(content), caption: caption(), language } },
})

const expression = (text: string): Draft => ({
  content: { type: 'equation', equation: { expression: text } },
})

/** Content that an attacker might write to break the page that renders it. */
export function hostile({ page }: ContentContext): Draft[] {
  return [
    heading(1, MARKUP),
    ...[
      RIGHT_TO_LEFT,
      INVISIBLE,
      STACKED,
      ENDLESS_WORD,
      '\u0000\u0007\u001b[31m',
      '&lt;b&gt; &amp;amp; %3Cscript%3E',
      '{{7*7}} <%= 7*7 %> #{7*7} [[x]]',
    ].map((one) => paragraph(one)),
    ...LINKS.map((href) => bullet([run(`A link to ${JSON.stringify(href.slice(0, 60))}`, { href })])),
    paragraph([
      mentionOf(
        {
          type: 'link_mention',
          link_mention: {
            href: SCRIPT_LINK,
            title: MARKUP,
            icon_url: SCRIPT_LINK,
            thumbnail_url: DATA_LINK,
            iframe_url: SCRIPT_LINK,
          },
        },
        MARKUP,
        SCRIPT_LINK,
      ),
    ]),
    ...[SCRIPT_LINK, DATA_LINK, BREAKING_LINK].flatMap((url): Draft[] => [
      { content: { type: 'embed', embed: { url, caption: caption() } } },
      { content: { type: 'bookmark', bookmark: { url, caption: caption() } } },
      { content: { type: 'link_preview', link_preview: { url } } },
      { content: { type: 'image', image: { type: 'external', external: { url }, caption: caption() } } },
      { content: { type: 'video', video: { type: 'external', external: { url }, caption: caption() } } },
      { content: { type: 'audio', audio: { type: 'external', external: { url }, caption: caption() } } },
      { content: { type: 'pdf', pdf: { type: 'external', external: { url }, caption: caption() } } },
      {
        content: {
          type: 'file',
          file: { type: 'external', external: { url }, caption: caption(), name: MARKUP },
        },
      },
    ]),
    {
      content: {
        type: 'callout',
        callout: {
          rich_text: plain(MARKUP),
          color: 'red_background',
          icon: { type: 'external', external: { url: SCRIPT_LINK } },
        },
      },
    },
    callout(ENDLESS_WORD, '☠️'),
    code(MARKUP, 'html'),
    code('graph TD\n  A["<img src=x onerror=alert(1)>"] --> B\n  click B "javascript:alert(1)"', 'mermaid'),
    expression('\\href{javascript:alert(1)}{click} \\htmlStyle{position:fixed}{x}'),
    expression('\\def\\a{\\a\\a}\\a'),
    {
      content: {
        type: 'table',
        table: { has_column_header: true, has_row_header: false, table_width: 2 },
      },
      // A row with too few cells and one with too many.
      children: [tableRow(MARKUP, ENDLESS_WORD), tableRow('alone'), tableRow('a', 'b', 'c')],
    },
    {
      content: {
        type: 'link_to_page',
        link_to_page: { type: 'page_id', page_id: '00000000-0000-4000-8000-000000000bad' },
      },
    },
    // A page that leads to itself.
    { content: { type: 'link_to_page', link_to_page: { type: 'page_id', page_id: page.id } } },
    { content: { type: 'unsupported', unsupported: { block_type: MARKUP } } },
    paragraph(
      Array.from({ length: 100 }, (_, index) => run(`${index} `, { annotations: { bold: index % 2 === 0 } })),
    ),
  ]
}

/** Toggles inside toggles. */
export function fiftyLevels(about: ContentContext, level = 1): Draft[] {
  return [toggle(`Level ${level}`, level < 50 ? fiftyLevels(about, level + 1) : [paragraph('The bottom.')])]
}
