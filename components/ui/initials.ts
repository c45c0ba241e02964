/** The first letters of a name's first and last word, whatever the script; a dot for a name without any. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  // A character is no longer than that, a word may be.
  return ends.map((word) => [...(word ?? '').slice(0, 4)][0]?.toUpperCase() ?? '').join('') || '·'
}
