import { expect, it, vi } from 'vitest'
import { htmlOf } from '../../test-support/render-content'
import { Equation } from './equation'
import { RichTextView } from './rich-text'
import { ViewBudget } from './view-budget'

const drawn = (expression: string, display = true) =>
  htmlOf(<Equation expression={expression} display={display} />)

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')

it.each([
  String.raw`\def\a{xxxx}\a\a`,
  String.raw`\gdef\a#1{#1#1}\a{\a{\a x}}`,
  String.raw`\edef\a{x}\a`,
  String.raw`\xdef\a{x}\a`,
  String.raw`\let\a=\frac\a12`,
  String.raw`\futurelet\a\b c`,
  String.raw`\global\def\a{x}`,
  String.raw`\long\def\a{x}`,
  String.raw`\newcommand{\a}{x}\a`,
  String.raw`\newcommand*\a{x}\a`,
  String.raw`\renewcommand{\frac}{x}`,
  String.raw`\providecommand\a{x}\a`,
  String.raw`x+{\expandafter\def\csname a\endcsname{y}}`,
  String.raw`\text{\def\a{x}}`,
  '\\def\n\\a{x}',
  '\\def%\n\\a{x}\\a',
  String.raw`\message{to the log}`,
  String.raw`\errmessage{to the log}`,
  String.raw`\show\frac`,
  String.raw`\@ifnextchar x y z`,
])('%s is shown as source text, and writes nothing to the log', async (expression) => {
  const log = vi.spyOn(console, 'log')
  for (const display of [true, false]) {
    const html = await drawn(expression, display)
    expect(html).not.toContain('<math')
    expect(html).toContain(escaped(expression))
  }
  expect(log).not.toHaveBeenCalled()
})

it.each([
  String.raw`\frac{1}{2}`,
  String.raw`\left(\defeq\right)`.replace(String.raw`\defeq`, String.raw`\coloneqq`),
  String.raw`\leftarrow\lessgtr\longrightarrow\Longleftarrow`,
  String.raw`\begin{pmatrix}a&b\\c&d\end{pmatrix}`,
])('%s is rendered: only whole command names are refused', async (expression) => {
  expect(await drawn(expression)).toContain('<math')
})

it('more than a thousand characters are shown as source text', async () => {
  expect(await drawn('x'.repeat(1_000))).toContain('<math')
  expect(await drawn('x'.repeat(1_001))).not.toContain('<math')
})

const repeated = (part: string, before = '', after = '') =>
  before + part.repeat(Math.floor((1_000 - before.length - after.length) / part.length)) + after

const nested = (open: string, close: string) => {
  const depth = Math.floor(999 / (open.length + close.length))
  return `${open.repeat(depth)}x${close.repeat(depth)}`
}

it.each([
  repeated('&', '\\begin{matrix}', '\\end{matrix}'),
  repeated('\\\\&', '\\begin{array}{cccccccc}', '\\end{array}'),
  repeated('\\o&', '\\begin{aligned}', '\\end{aligned}'),
  repeated('\\bmod&', '\\begin{aligned}', '\\end{aligned}'),
  repeated('\\hline ', '\\begin{array}{c}', '\\end{array}'),
  `\\begin{array}{${'c|'.repeat(480)}}\\end{array}`,
  nested('\\frac{a', '}b'),
  nested('\\sqrt{', '}'),
  nested('{', '}'),
  nested('\\boxed{', '}'),
  nested('\\overset{a}{', '}'),
  repeated('\\rule{9em}{9em}'),
  repeated('\\hspace{9em}'),
  repeated('\\kern9em '),
  repeated('\\phantom{x}'),
  repeated('\\pmod n'),
  repeated('\u{1d538}'),
  `x${'\u0301'.repeat(990)}`,
  repeated("'"),
  '{'.repeat(1_000),
])('%s grows no more than a hundredfold', async (expression) => {
  expect(expression.length).toBeLessThanOrEqual(1_000)
  expect((await drawn(expression)).length).toBeLessThan(100_000)
})

it('a text with a hundred costly formulas is rendered completely', async () => {
  const part = (expression: string) => ({
    type: 'equation' as const,
    equation: { expression },
    annotations: undefined as never,
    plain_text: expression,
    href: null,
  })
  const text = Array.from({ length: 100 }, (_, index) =>
    part(`${nested('\\frac{a', '}b').slice(0, 20)}}b${index}`),
  )
  const html = await htmlOf(<RichTextView text={text} connectionId="c" />)
  for (const index of [0, 50, 99]) expect(html).toContain(String(index))
})

it('the formulas of one view share a budget', () => {
  const budget = new ViewBudget()
  let taken = 0
  while (budget.takeFormula(50_000)) taken += 50_000
  expect(taken).toBe(1_000_000)
  expect(budget.hasFormulas).toBe(false)
})
