// Worker thread that highlights code. A regular expression of a grammar can run past every limit checked here, so the
// parent terminates the thread when it takes too long.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createOnigurumaEngine } from 'shiki/engine/oniguruma'

const MAX_LINE_CHARACTERS = 1_000
/** Code that isn't highlighted by then stays plain. */
const MAX_CODE_MS = 400
/** A line that takes longer is cut off, which would make it and all following lines wrong. */
const MAX_LINE_MS = 150
/** A language's regular expressions compile on first use. This much of that time isn't charged to the code. */
const FIRST_USES_MS = 4_000

const THEME = createCssVariablesTheme({ name: 'latchkey', variablePrefix: '--code-', fontStyle: false })
const COLOR = /^var\(--code-token-([a-z-]+)\)$/

const highlighter = await createHighlighterCore({
  // Read from its file, because shiki's inlined copy needs Response.bytes(), which Node.js 20.9 lacks.
  // Compiles grammars several times faster than the JavaScript engine, supports every grammar, and aborts runaway
  // expressions.
  engine: createOnigurumaEngine(readFile(fileURLToPath(import.meta.resolve('shiki/onig.wasm')))),
  themes: [THEME],
  langs: [],
})

/** Loaded languages, by the name of their grammar. */
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

/** The time charged to a block of code, without the warm-up of its language. */
function cost(language, took) {
  const left = firstUses.get(language) ?? FIRST_USES_MS
  firstUses.set(language, Math.max(0, left - took))
  return Math.max(0, took - left)
}

/** Where each token ends, and its kind as an index of `names`; 0 for none. */
class Pieces {
  ends = []
  kinds = []
  names = ['']

  add(text, kind) {
    if (text === '') return
    const found = this.names.indexOf(kind)
    const index = found === -1 ? this.names.push(kind) - 1 : found
    const end = (this.ends.at(-1) ?? 0) + text.length
    // Whitespace joins the previous token, which makes fewer tokens.
    if (this.ends.length > 0 && (this.kinds.at(-1) === index || text.trim() === ''))
      this.ends[this.ends.length - 1] = end
    else {
      this.ends.push(end)
      this.kinds.push(index)
    }
  }
}

/** Highlights code line by line, each starting in the state that the previous line left. */
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
    // A line that was cut off is repeated. Its regular expressions are compiled by now.
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
