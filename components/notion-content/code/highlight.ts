import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { ViewBudget } from '../view-budget'
import { HighlightThread, type TokenRanges } from './highlight-thread'
import { GRAMMARS, type Language } from './languages'

/** A piece of code: `kind` names its colour, such as `keyword`; null where it has that of the text. */
interface Token {
  readonly content: string
  readonly kind: string | null
}

const MAX_CODE_CHARACTERS = 20_000
/** Colours kept by one process, in bytes. */
const MAX_CACHED_BYTES = 8_000_000
/** Code whose colours took too long is not tried again for so long. */
const RETRY_AFTER_MS = 600_000

interface Shared {
  readonly thread: HighlightThread
  readonly kept: LRUCache<string, { readonly tokenRanges: TokenRanges | null }>
}

// On globalThis because Next bundles this module more than once, and there is one thread a process.
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
 * Code in the colours of its language; null when it stays plain: its language is unknown, it is too long, takes too
 * long, or the view has used up what it may spend on colours.
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
