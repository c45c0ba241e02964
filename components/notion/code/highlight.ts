import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createOnigurumaEngine } from 'shiki/engine/oniguruma'
import type { GrammarState, HighlighterCore, ThemedToken } from 'shiki/types'
import { GRAMMARS, type Language } from './languages'

/** A piece of code: `kind` names its colour, such as `keyword`; null where it has that of the text. */
interface Token {
  readonly content: string
  readonly kind: string | null
}

const LONGEST_CODE = 20_000
const LONGEST_LINE = 1_000
/** Code comes from strangers, and the server has more to do: what is not coloured by then stays plain. */
const TIME_BUDGET_MS = 250
/** A line that takes longer is left early: it is wrong then, and so would be what follows it. */
const LINE_BUDGET_MS = 50
/** A language's first uses make its expressions ready, which is not the fault of the code: so much is spent on it once. */
const FIRST_USES_MS = 1_000
/** After so long, others get their turn. */
const TURN_MS = 10

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

const firstUses = new Map<string, number>()

/** What a time costs a block of code, after what its language's first uses may take. */
function cost(language: string, took: number): number {
  const left = firstUses.get(language) ?? FIRST_USES_MS
  firstUses.set(language, Math.max(0, left - took))
  return Math.max(0, took - left)
}

/** The lines of one block of code, each in the state that the line before it left. */
class Painter {
  private state: GrammarState | undefined

  constructor(
    private readonly one: HighlighterCore,
    private readonly lang: string,
  ) {}

  /** One line, which comes next, and how long it took; `drawn` is null when it was left early. */
  line(text: string): { drawn: readonly ThemedToken[] | null; took: number } {
    const began = performance.now()
    const drawn = this.one.codeToTokensBase(text, {
      lang: this.lang,
      theme: 'latchkey',
      tokenizeMaxLineLength: LONGEST_LINE,
      tokenizeTimeLimit: LINE_BUDGET_MS,
      ...(this.state && { grammarState: this.state }),
    })
    const took = performance.now() - began
    if (took >= LINE_BUDGET_MS) return { drawn: null, took }
    this.state = this.one.getLastGrammarState(drawn)
    return { drawn: drawn[0] ?? [], took }
  }
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Code in the colours of its language; null when it stays plain, because the language is unknown or it is too
 * long.
 */
export async function highlight(code: string, language: string): Promise<readonly Token[] | null> {
  if (code.length > LONGEST_CODE) return null
  const grammar = await loaded(language).catch(() => null)
  if (!grammar) return null
  const tokens: { content: string; kind: string | null }[] = []
  const add = (content: string, kind: string | null) => {
    const last = tokens.at(-1)
    // White space has no colour: fewer elements.
    if (last && (last.kind === kind || content.trim() === '')) last.content += content
    else tokens.push({ content, kind })
  }
  const lines = code.split(/\r?\n/)
  const painter = new Painter(grammar.one, grammar.name)
  let spent = 0
  let turn = 0
  for (let at = 0; at < lines.length; ) {
    if (spent >= TIME_BUDGET_MS) {
      add(lines.slice(at).join('\n'), null)
      break
    }
    const line = lines[at] ?? ''
    let drawn: readonly ThemedToken[] | null
    try {
      const painted = painter.line(line)
      drawn = painted.drawn
      spent += cost(grammar.name, painted.took)
      turn += painted.took
    } catch {
      return null
    }
    // One that was left early is begun again: what was made ready for it is there by now.
    if (drawn) {
      for (const { content, color } of drawn) add(content, COLOR.exec(color ?? '')?.[1] ?? null)
      at++
      if (at < lines.length) add('\n', null)
    }
    if (turn >= TURN_MS) {
      turn = 0
      await pause()
    }
  }
  return tokens
}
