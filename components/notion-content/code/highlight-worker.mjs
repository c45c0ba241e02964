// The thread in which code gets its colours. Expressions of a grammar can take longer than any clock that they
// look at themselves: whoever started this thread ends it then.
import { parentPort } from 'node:worker_threads'
import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createOnigurumaEngine } from 'shiki/engine/oniguruma'

const MAX_LINE_CHARACTERS = 1_000
/** What is not coloured by then stays plain. */
const MAX_CODE_MS = 400
/** A line that takes longer is left early: it is wrong then, and so would be what follows it. */
const MAX_LINE_MS = 150
/** A language's first uses make its expressions ready, which is not the fault of the code: so much is spent on it once. */
const FIRST_USES_MS = 4_000

const THEME = createCssVariablesTheme({ name: 'latchkey', variablePrefix: '--code-', fontStyle: false })
const COLOR = /^var\(--code-token-([a-z-]+)\)$/

const highlighter = await createHighlighterCore({
  // Makes a grammar ready several times sooner than the engine of JavaScript’s own expressions, knows every
  // grammar, and gives up on an expression that would never end.
  engine: createOnigurumaEngine(import('shiki/wasm')),
  themes: [THEME],
  langs: [],
})

/** The language's name by its grammar's, once it is loaded. */
const loaded = new Map()
const firstUses = new Map()

async function load(grammar) {
  const known = loaded.get(grammar)
  if (known) return known
  const { default: registrations } = await import(`shiki/langs/${grammar}.mjs`)
  const name = registrations.at(-1).name
  await highlighter.loadLanguage(registrations)
  loaded.set(grammar, name)
  return name
}

/** What a time costs a block of code, after what its language's first uses may take. */
function cost(language, took) {
  const left = firstUses.get(language) ?? FIRST_USES_MS
  firstUses.set(language, Math.max(0, left - took))
  return Math.max(0, took - left)
}

/** Where each piece ends and which kind it has, as an index of `names`; 0: none. */
class Pieces {
  ends = []
  kinds = []
  names = ['']

  add(text, kind) {
    if (text === '') return
    const found = this.names.indexOf(kind)
    const index = found === -1 ? this.names.push(kind) - 1 : found
    const end = (this.ends.at(-1) ?? 0) + text.length
    // White space has no colour: fewer pieces.
    if (this.ends.length > 0 && (this.kinds.at(-1) === index || text.trim() === ''))
      this.ends[this.ends.length - 1] = end
    else {
      this.ends.push(end)
      this.kinds.push(index)
    }
  }
}

/** Colours code line by line, each in the state that the line before it left. */
function paint(code, lang) {
  const pieces = new Pieces()
  const lines = code.split('\n')
  let state
  let spent = 0
  for (let at = 0; at < lines.length; ) {
    if (spent >= MAX_CODE_MS) {
      pieces.add(lines.slice(at).join('\n'), '')
      break
    }
    const began = performance.now()
    const drawn = highlighter.codeToTokensBase(lines[at], {
      lang,
      theme: 'latchkey',
      tokenizeMaxLineLength: MAX_LINE_CHARACTERS,
      tokenizeTimeLimit: MAX_LINE_MS,
      ...(state && { grammarState: state }),
    })
    const took = performance.now() - began
    spent += cost(lang, took)
    // One that was left early is begun again: what was made ready for it is there by now.
    if (took >= MAX_LINE_MS) continue
    state = highlighter.getLastGrammarState(drawn)
    for (const { content, color } of drawn[0] ?? []) pieces.add(content, COLOR.exec(color ?? '')?.[1] ?? '')
    at++
    if (at < lines.length) pieces.add('\n', '')
  }
  return { pieces, costMs: spent }
}

parentPort.on('message', async ({ code, grammar }) => {
  try {
    const { pieces, costMs } = paint(code, await load(grammar))
    const { ends, kinds, names } = pieces
    parentPort.postMessage({ ends: Uint32Array.from(ends), kinds: Uint8Array.from(kinds), names, costMs })
  } catch {
    parentPort.postMessage(null)
  }
})
parentPort.postMessage('ready')
