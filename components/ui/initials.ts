/** The first letters of a name's first and last word, in any script; a dot if there are none. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  // Enough for one character; a word may be very long.
  return ends.map((word) => [...(word ?? '').slice(0, 4)][0]?.toUpperCase() ?? '').join('') || '·'
}
