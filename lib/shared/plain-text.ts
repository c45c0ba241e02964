/** Rich text without its formatting. Members that don't have their documented type count as empty. */
export const plainText = (text: readonly { readonly plain_text: string }[] | null | undefined): string =>
  (Array.isArray(text) ? text : [])
    .map((part: { readonly plain_text?: unknown } | null) =>
      typeof part?.plain_text === 'string' ? part.plain_text : '',
    )
    .join('')
