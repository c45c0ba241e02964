const MAX_NAME = 200
/** A title in a list of pages; nobody reads a longer one there. */
export const MAX_LIST_TITLE = 300

/** The beginning of a title or name, which may be 100 kB long. */
export function truncate(text: string, length = MAX_NAME): string {
  if (text.length <= length) return text
  // Half of a surrogate pair would show as a replacement character.
  return `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')}…`
}
