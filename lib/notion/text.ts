/** Rich text as one line of plain text. */
export const plainText = (text: readonly { readonly plain_text: string }[] | null | undefined): string =>
  (Array.isArray(text) ? text : [])
    .map((part: { readonly plain_text?: unknown } | null) =>
      typeof part?.plain_text === 'string' ? part.plain_text : '',
    )
    .join('')

/** An address that a link may lead to: http or https; else null. */
export function httpUrl(address: unknown): string | null {
  if (typeof address !== 'string') return null
  try {
    const url = new URL(address)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}
