import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { ViewBudget } from '../view-budget'
import { HighlightThread, type TokenRanges } from './highlight-thread'
import { GRAMMARS, type Language } from './languages'

/** A piece of code. `kind` names its color, such as `keyword`; null for the text color. */
interface Token {
  readonly content: string
  readonly kind: string | null
}

const MAX_CODE_CHARACTERS = 20_000
/** Cached tokens of one process, in bytes. */
const MAX_CACHED_BYTES = 8_000_000
/** Code that couldn't be highlighted isn't tried again for this long. */
const RETRY_AFTER_MS = 600_000

interface Shared {
  readonly thread: HighlightThread
  readonly kept: LRUCache<string, { readonly tokenRanges: TokenRanges | null }>
}

// On globalThis, because Next.js bundles this module more than once and there must be one thread per process.
const globalState = globalThis as typeof globalThis & { latchkeyHighlight?: Shared }

function shared(): Shared {
  globalState.latchkeyHighlight ??= {
    thread: new HighlightThread(),
    kept: new LRUCache({
      maxSize: MAX_CACHED_BYTES,
      sizeCalculation: ({ tokenRanges }) => 200 + 5 * (tokenRanges?.ends.length ?? 0),
    }),
  }
  return globalState.latchkeyHighlight
}

async function painted(code: string, grammar: string, budget: ViewBudget): Promise<TokenRanges | null> {
  const { thread, kept } = shared()
  const key = createHash('sha256').update(`${grammar}\0${code}`).digest('base64')
  const known = kept.get(key)
  if (known) return known.tokenRanges
  let tried = false
  const made = await budget.code(code.length, async () => {
    tried = true
    return thread.tokenize(code, grammar)
  })
  if (tried) kept.set(key, { tokenRanges: made }, made ? {} : { ttl: RETRY_AFTER_MS })
  return made
}

/**
 * Highlights code. Null if it stays plain: the language is unknown, the code is too long or took too long, or the view
 * has used up its budget.
 */
export async function highlight(
  code: string,
  language: string,
  budget: ViewBudget,
): Promise<readonly Token[] | null> {
  if (code.length > MAX_CODE_CHARACTERS) return null
  const grammar = Object.hasOwn(GRAMMARS, language) ? GRAMMARS[language as Language] : null
  if (!grammar) return null
  const text = code.replaceAll('\r\n', '\n')
  const pieces = await painted(text, grammar, budget)
  if (!pieces || !budget.takeTokens(pieces.ends.length)) return null
  const { ends, kinds, names } = pieces
  return Array.from(ends, (end, index) => ({
    content: text.slice(index === 0 ? 0 : ends[index - 1], end),
    kind: names[kinds[index] ?? 0] || null,
  }))
}
