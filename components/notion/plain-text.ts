import type { RichText } from '@/lib/notion'

/** Rich text without its looks. */
export const plainText = (text: readonly RichText[] | null | undefined): string =>
  (text ?? []).map((part) => part.plain_text).join('')
