import type { RichText } from '@/lib/notion'

/** Rich text without its looks. Again beside the core's own, since components may take only types of lib/. */
export const plainText = (text: readonly RichText[] | null | undefined): string =>
  (Array.isArray(text) ? text : [])
    .map((part: { readonly plain_text?: unknown } | null) =>
      typeof part?.plain_text === 'string' ? part.plain_text : '',
    )
    .join('')
