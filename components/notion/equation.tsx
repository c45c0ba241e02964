import katex from 'katex'

/** Notion itself allows 1,000; what is far beyond is shown as it was written. */
const LONGEST_EXPRESSION = 4_000

/** Within a line of text, what may be wider than a phone scrolls by itself. */
const WIDE_EXPRESSION = 30

/** A formula as MathML, which browsers draw and read aloud by themselves; null when it can't be understood. */
function toMathml(expression: string, displayMode: boolean): string | null {
  if (expression.length > LONGEST_EXPRESSION) return null
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
    return markup.includes('class="katex-error"') ? null : markup
  } catch {
    return null
  }
}

/** A formula. `display`: on a line of its own. */
export function Equation({ expression, display = false }: { expression: string; display?: boolean }) {
  const markup = toMathml(expression, display)
  if (!markup)
    return (
      <code className="inline-code" dir="auto">
        {expression}
      </code>
    )
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
