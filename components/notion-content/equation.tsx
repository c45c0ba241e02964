import katex from 'katex'
import { LRUCache } from 'lru-cache'
import type { ReactNode } from 'react'
import { viewBudget } from './view-budget'
import { yieldIfBusy } from './yield-if-busy'

/** Notion's own limit. What is longer is shown as it was written. */
const MAX_EXPRESSION_CHARACTERS = 1_000
/** Twice what a thousand characters can cost where they define nothing. */
const MAX_MARKUP_BYTES = 100_000
/** Formulas kept by one process, in characters of their source and markup. */
const MAX_CACHED_CHARACTERS = 4_000_000
/** About what a character of a formula grows to, and what drawing it costs even where nothing comes of it. */
const BYTES_PER_CHARACTER = 60

/** Within a line of text, what may be wider than a phone scrolls by itself. */
const WIDE_EXPRESSION = 30

/**
 * Commands that define others, with which a short formula grows without end; KaTeX's limit counts expansions and
 * not what each of them brings. The last three write what stands in them to our log.
 */
const REFUSED =
  /\\(?:def|gdef|edef|xdef|let|futurelet|global|long|(?:new|renew|provide)command|expandafter|noexpand|@[a-zA-Z@]*|(?:err)?message|show)(?![a-zA-Z@])/

interface CachedMarkup {
  /** Null: it is shown as it was written. */
  readonly markup: string | null
}

const cache = new LRUCache<string, CachedMarkup>({
  maxSize: MAX_CACHED_CHARACTERS,
  sizeCalculation: ({ markup }, key) => key.length + (markup?.length ?? 0) + 1,
})

/** A formula as MathML, which browsers draw and read aloud by themselves; null when it is shown as it was written. */
function toMathml(expression: string, displayMode: boolean): string | null {
  try {
    const markup = katex.renderToString(expression, {
      output: 'mathml',
      displayMode,
      throwOnError: false,
      // The reader's own colour: one unknown command must stay readable in both themes.
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
    <code className="inline-code" dir="auto">
      {expression}
    </code>
  )
}

/** A formula. `display`: on a line of its own. */
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
    // A formula that can't be drawn has cost as much as one that can.
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
      className={display ? undefined : wide ? 'formula formula-wide' : 'formula'}
      // What scrolls must be scrollable with the keyboard.
      tabIndex={wide ? 0 : undefined}
      // Safe: KaTeX builds this markup from its own element names and escapes every text and attribute; `trust:
      // false` refuses the commands that name addresses, classes, styles or raw HTML.
      // biome-ignore lint/security/noDangerouslySetInnerHtml: see above; the only place that does it
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  )
}
