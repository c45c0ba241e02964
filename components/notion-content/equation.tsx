import katex from 'katex'
import { LRUCache } from 'lru-cache'
import type { ReactNode } from 'react'
import { yieldIfBusy } from '@/lib/shared/yield-if-busy'
import { viewBudget } from './view-budget'

/** Notion's own limit. Longer formulas are shown as source text. */
const MAX_EXPRESSION_CHARACTERS = 1_000
/** Twice the most that a formula of this length renders to without macros. */
const MAX_MARKUP_BYTES = 100_000
/** Cached formulas of one process, in characters of source and markup. */
const MAX_CACHED_CHARACTERS = 4_000_000
/** Estimated markup per character of a formula, also charged for one that can't be rendered. */
const BYTES_PER_CHARACTER = 60

/** An inline formula longer than this may be wider than a phone, so it scrolls. */
const WIDE_EXPRESSION = 30

/**
 * Commands that define macros, which can make a short formula grow without bound: KaTeX limits the number of
 * expansions, not their size. The last three would write to our log.
 */
const REFUSED =
  /\\(?:def|gdef|edef|xdef|let|futurelet|global|long|(?:new|renew|provide)command|expandafter|noexpand|@[a-zA-Z@]*|(?:err)?message|show)(?![a-zA-Z@])/

interface CachedMarkup {
  /** Null if it is shown as source text. */
  readonly markup: string | null
}

const cache = new LRUCache<string, CachedMarkup>({
  maxSize: MAX_CACHED_CHARACTERS,
  sizeCalculation: ({ markup }, key) => key.length + (markup?.length ?? 0) + 1,
})

/** A formula as MathML, which browsers render and read aloud; null to show its source text. */
function toMathml(expression: string, displayMode: boolean): string | null {
  try {
    const markup = katex.renderToString(expression, {
      output: 'mathml',
      displayMode,
      throwOnError: false,
      // Unknown commands keep the text color, readable in both themes.
      errorColor: 'inherit',
      strict: 'ignore',
      trust: false,
      maxSize: 10,
      maxExpand: 200,
    })
    return markup.includes('class="katex-error"') || markup.length > MAX_MARKUP_BYTES ? null : markup
  } catch {
    return null
  }
}

function SourceText({ expression }: { expression: string }) {
  return (
    <code className="notion-inline-code" dir="auto">
      {expression}
    </code>
  )
}

/** A formula, inline or as a block (`display`). */
export function Equation({
  expression,
  display = false,
}: {
  expression: string
  display?: boolean
}): ReactNode | Promise<ReactNode> {
  if (expression.length > MAX_EXPRESSION_CHARACTERS || REFUSED.test(expression))
    return <SourceText expression={expression} />
  const budget = viewBudget()
  const key = `${display} ${expression}`
  const known = cache.get(key)
  const draw = (markup: string | null) =>
    markup !== null && budget.takeFormula(markup.length) ? (
      <Formula markup={markup} expression={expression} display={display} />
    ) : (
      <SourceText expression={expression} />
    )
  if (known) return draw(known.markup)
  const cost = expression.length * BYTES_PER_CHARACTER
  const make = () => {
    if (!budget.hasFormulas) return <SourceText expression={expression} />
    const markup = (cache.get(key) ?? { markup: toMathml(expression, display) }).markup
    cache.set(key, { markup })
    // A formula that can't be rendered has cost as much time.
    if (markup === null) budget.takeFormula(cost)
    return draw(markup)
  }
  if (!budget.hasFormulas) return <SourceText expression={expression} />
  const turn = yieldIfBusy(cost)
  return turn ? turn.then(make) : make()
}

function Formula({ markup, expression, display }: { markup: string; expression: string; display: boolean }) {
  const wide = !display && expression.length > WIDE_EXPRESSION
  return (
    <span
      className={display ? undefined : wide ? 'notion-formula notion-formula-wide' : 'notion-formula'}
      // A scroll container must be reachable with the keyboard.
      tabIndex={wide ? 0 : undefined}
      // Safe: KaTeX builds this markup from its own element names and escapes every text and attribute; `trust:
      // false` refuses the commands that name addresses, classes, styles or raw HTML.
      // biome-ignore lint/security/noDangerouslySetInnerHtml: see above; the only place that does it
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  )
}
