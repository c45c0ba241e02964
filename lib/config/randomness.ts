/** Words from examples and placeholders. All have at least six letters, so that a random value doesn't contain one by chance. */
const EXAMPLE_WORDS =
  /password|passwort|secret|changeme|change[-_ ]this|replace|example|placeholder|default|latchkey|qwerty|letmein/i

/** In random text, nearly all runs of three characters are different. */
const MIN_DISTINCT_RUNS = 0.6
/** In random text, few characters are adjacent to the previous one. */
const MAX_NEIGHBOURS = 0.7
/** Of 32 random bytes, about 30 are different. Fewer than this never happens by chance. */
const MIN_DISTINCT_BYTES = 20
const MIN_DISTINCT_STEPS = 16

/**
 * Why a text is probably not random, as a phrase that follows "it"; null if nothing indicates that. It catches examples,
 * placeholders and typed text; it doesn't measure entropy.
 */
export function whyTextIsNotRandom(text: string): string | null {
  if (EXAMPLE_WORDS.test(text)) return 'holds a word of an example'
  const runs = Math.max(text.length - 2, 1)
  const distinct = new Set(Array.from({ length: runs }, (_, at) => text.slice(at, at + 3))).size
  if (distinct / runs < MIN_DISTINCT_RUNS) return 'repeats itself'
  const steps = Array.from(text).slice(1)
  const neighbours = steps.filter((_, at) => Math.abs(text.charCodeAt(at + 1) - text.charCodeAt(at)) <= 1)
  if (neighbours.length > steps.length * MAX_NEIGHBOURS) return 'counts up or down'
  const isMixed = /[A-Z]/.test(text) && /[a-z]/.test(text)
  if (!isMixed && !/\d/.test(text)) return 'is words'
  return null
}

/** Like `whyTextIsNotRandom`, for 32 bytes. */
export function whyBytesAreNotRandom(bytes: Uint8Array): string | null {
  if (new Set(bytes).size < MIN_DISTINCT_BYTES) return 'repeats itself'
  const steps = Array.from(bytes.slice(1), (byte, at) => (byte - (bytes[at] ?? 0) + 256) % 256)
  if (new Set(steps).size < MIN_DISTINCT_STEPS) return 'counts up or down'
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return 'is text'
  return null
}
