/** Rich text as one line of plain text. */
export const plainText = (text: readonly { readonly plain_text: string }[] | undefined): string =>
  (text ?? []).map((part) => part.plain_text).join('')

/** An address that a link may lead to: http or https; else null. */
export function webAddress(address: string | null | undefined): string | null {
  if (!address) return null
  try {
    const url = new URL(address)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}
