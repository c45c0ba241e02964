import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createOnigurumaEngine } from 'shiki/engine/oniguruma'
import type { GrammarState, HighlighterCore } from 'shiki/types'
import { GRAMMARS, type Language } from './languages'

/** A piece of code: `kind` names its colour, such as `keyword`; null where it has that of the text. */
export interface Token {
  readonly content: string
  readonly kind: string | null
}

const LONGEST_CODE = 20_000
const LONGEST_LINE = 1_000
const LINES_AT_ONCE = 20
/** Code comes from strangers, and the server has more to do: what is not coloured by then stays plain. */
const TIME_BUDGET_MS = 250
const LINE_BUDGET_MS = 1_000
const NO_LIMIT = 0

const THEME = createCssVariablesTheme({ name: 'latchkey', variablePrefix: '--code-', fontStyle: false })
const COLOR = /^var\(--code-token-([a-z-]+)\)$/

let made: Promise<HighlighterCore> | null = null
const highlighter = () => {
  made ??= createHighlighterCore({
    // Makes a grammar ready several times sooner than the engine of JavaScript’s own expressions, knows every
    // grammar, and gives up on an expression that would never end.
    engine: createOnigurumaEngine(import('shiki/wasm')),
    themes: [THEME],
    langs: [],
  })
  return made
}

async function loaded(language: string): Promise<{ one: HighlighterCore; name: string } | null> {
  const load = Object.hasOwn(GRAMMARS, language) ? GRAMMARS[language as Language] : null
  if (!load) return null
  const [one, { default: grammar }] = await Promise.all([highlighter(), load()])
  const name = grammar.at(-1)?.name
  if (!name) return null
  await one.loadLanguage(grammar)
  return { one, name }
}

/** Languages whose first use, which makes their expressions ready, is behind us: it counts for no budget. */
const ready = new Set<string>()

const pause = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Code in the colours of its language; null when it stays plain, because the language is unknown or it is too
 * long.
 */
export async function highlight(code: string, language: string): Promise<readonly Token[] | null> {
  if (code.length > LONGEST_CODE) return null
  const grammar = await loaded(language).catch(() => null)
  if (!grammar) return null
  const { one, name } = grammar
  const lines = code.split(/\r?\n/)
  const tokens: { content: string; kind: string | null }[] = []
  const add = (content: string, kind: string | null) => {
    const last = tokens.at(-1)
    // White space has no colour: fewer elements.
    if (last && (last.kind === kind || content.trim() === '')) last.content += content
    else tokens.push({ content, kind })
  }
  let spent = 0
  let grammarState: GrammarState | undefined
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    const part = lines.slice(from, from + LINES_AT_ONCE)
    if (from > 0) add('\n', null)
    if (spent > TIME_BUDGET_MS) {
      add(part.join('\n'), null)
      continue
    }
    const began = performance.now()
    try {
      const drawn = one.codeToTokensBase(part.join('\n'), {
        lang: name,
        theme: 'latchkey',
        tokenizeMaxLineLength: LONGEST_LINE,
        // A line that is left early makes the colours of all that follow wrong: not for what happens once.
        tokenizeTimeLimit: ready.has(name) ? LINE_BUDGET_MS : NO_LIMIT,
        ...(grammarState && { grammarState }),
      })
      grammarState = one.getLastGrammarState(drawn)
      for (const [index, line] of drawn.entries()) {
        if (index > 0) add('\n', null)
        for (const { content, color } of line) add(content, COLOR.exec(color ?? '')?.[1] ?? null)
      }
    } catch {
      return null
    }
    if (ready.has(name)) spent += performance.now() - began
    ready.add(name)
    await pause()
  }
  return tokens
}
