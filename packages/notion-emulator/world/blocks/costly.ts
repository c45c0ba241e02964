import { PLAIN, plain, run } from '../rich-text'
import type { BlockContent, ContentContext, Draft } from './draft'
import { heading, paragraph, toggle } from './simple'

/** Each within Notion's limits: 100 texts in a block, 2,000 characters in a text, 1,000 in a formula. */
const MAX_CHILDREN = 100
const TEXT = 2_000
const FORMULA = 1_000
const CODE = 20_000

type Language = Extract<BlockContent, { type: 'code' }>['code']['language']

const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index))

const inline = (expression: string): ReturnType<typeof run> => ({
  type: 'equation',
  equation: { expression },
  annotations: PLAIN,
  plain_text: expression,
  href: null,
})

const formula = (expression: string): Draft => ({ content: { type: 'equation', equation: { expression } } })

const code = (content: string, language: Language): Draft => ({
  content: { type: 'code', code: { rich_text: plain(content), caption: [], language } },
})

/** 974 characters that grow to hundreds of thousands. */
const growing = (index: number): string =>
  `\\def\\a{${'x'.repeat(565)}}${'\\a'.repeat(199)}${String(index).padStart(3, '0')}`

const repeated = (part: string, end = '') =>
  part.repeat(Math.floor((FORMULA - 12 - end.length) / part.length)) + end

const nested = (open: string, close: string) => {
  const depth = Math.floor((FORMULA - 12) / (open.length + close.length))
  return `${open.repeat(depth)}${close.repeat(depth)}`
}

/** Formulas that define nothing, as costly as their length allows. */
const EXPENSIVE = [
  nested('\\frac{a', '}b'),
  nested('\\sqrt{', '}'),
  nested('{', '}'),
  nested('\\left(', '\\right)'),
  nested('\\hat{', '}'),
  nested('\\boxed{', '}'),
  nested('x_{', '}'),
  repeated('&').replace(/^/, '\\begin{matrix}').concat('\\end{matrix}').slice(0, FORMULA),
  `\\begin{array}{${'c|'.repeat(200)}}${'&'.repeat(400)}\\end{array}`,
  `\\begin{array}{c}${'\\\\'.repeat(450)}\\end{array}`,
  `\\begin{array}{c}${'\\hline '.repeat(130)}\\end{array}`,
  repeated('\\rule{9em}{9em}'),
  repeated('\\hspace{9em}'),
  repeated('\\kern9em '),
  repeated('\\phantom{x}'),
  repeated('\\dots '),
  repeated('\\pmod n'),
  repeated('\\stackrel ab'),
  repeated('\u{1d538}'),
  `x${'\u0301'.repeat(FORMULA - 10)}`,
  repeated('\\text{é}'),
  repeated('{\\color{red}x}'),
  repeated('\\big('),
  repeated("'"),
  repeated('\\Bra{x}'),
]

const numberedFormula = (index: number): string =>
  `${EXPENSIVE[index % EXPENSIVE.length]}${index}`.slice(0, FORMULA)

const line = (index: number) =>
  `export const value${index}: Map<string, number> = new Map([['a${index}', ${index}], ["b", 0x${index.toString(16)}]]) // ${index}\n`

/** Code of this kind, 20 kB of it, no two alike. */
function ordinaryCode(index: number): string {
  let text = `// Part ${index}\n`
  for (let at = index * 1_000; text.length < CODE - 200; at++) text += line(at)
  return text
}

const SLOW: readonly (readonly [Language, string])[] = [
  ['typescript', 'a<b,'],
  ['typescript', 'async <'],
  ['markdown', '['],
  ['markdown', '*_'],
  ['c++', 'a<'],
  ['php', '<?php $a["{$b['],
  ['ruby', '%q(#{'],
  ['latex', '\\begin{a}'],
  ['scala', 'a[b,'],
  ['objective-c', '@[(a<'],
]

/** Lines on which the expressions of a grammar spend the most time. */
function slowCode(index: number): string {
  const part = SLOW[index % SLOW.length]?.[1] ?? ''
  const long = part.repeat(Math.floor(990 / part.length))
  return many(19, (at) => `${long}${index}${at}`).join('\n')
}

const signs = (index: number) =>
  paragraph(
    many(MAX_CHILDREN, (at) =>
      run('<'.repeat(TEXT - 8) + String(index * MAX_CHILDREN + at).padStart(8, '0')),
    ),
  )

const contents: Draft = { content: { type: 'table_of_contents', table_of_contents: { color: 'default' } } }

/** Content within Notion's limits that is the most expensive to render. */
export const COSTLY = {
  'formulas that define macros': () => many(MAX_CHILDREN, (index) => formula(growing(index))),
  'formulas in formulas': () =>
    many(MAX_CHILDREN, (block) =>
      paragraph(many(MAX_CHILDREN, (at) => inline(numberedFormula(block * MAX_CHILDREN + at)))),
    ),
  'long code': () => many(MAX_CHILDREN, (index) => code(ordinaryCode(index), 'typescript')),
  'slow code': () =>
    many(MAX_CHILDREN, (index) => code(slowCode(index), SLOW[index % SLOW.length]?.[0] ?? 'c')),
  'signs that are escaped': () => many(MAX_CHILDREN, signs),
  'signs in toggles': () => many(8, (index) => toggle(`Toggle ${index}`, many(MAX_CHILDREN, signs))),
  'ten thousand parents': () =>
    many(MAX_CHILDREN, (one) =>
      toggle(
        `Toggle ${one}`,
        many(MAX_CHILDREN, (two) => toggle(`Toggle ${one}.${two}`, [paragraph(`Paragraph ${one}.${two}`)])),
      ),
    ),
  'many contents': () => [
    ...many(1_000, (index) => heading(2, `Heading ${index} ${'<'.repeat(150)}`)),
    ...many(MAX_CHILDREN, () => contents),
  ],
  'wide tables': () =>
    many(
      20,
      (index): Draft => ({
        content: {
          type: 'table',
          table: { has_column_header: true, has_row_header: false, table_width: MAX_CHILDREN },
        },
        children: many(MAX_CHILDREN, (row) => ({
          content: {
            type: 'table_row',
            table_row: { cells: many(MAX_CHILDREN, (cell) => plain(`<${index}.${row}.${cell}>`)) },
          },
        })),
      }),
    ),
  'long addresses': () =>
    many(MAX_CHILDREN, (index) =>
      paragraph(
        many(MAX_CHILDREN, (at) =>
          run(`${index}.${at}`, { href: `https://example.org/?${"'".repeat(TEXT - 30)}${index}${at}` }),
        ),
      ),
    ),
} as const satisfies Readonly<Record<string, (about: ContentContext) => Draft[]>>

export type CostlyName = keyof typeof COSTLY
