const UUID_WITHOUT_DASHES = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/

/** An id of Notion's out of an address, dashed and in lower case; null when it is none. */
export function parseNotionId(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 36) return null
  const parts = UUID_WITHOUT_DASHES.exec(value.replaceAll('-', '').toLowerCase())
  return parts ? parts.slice(1).join('-') : null
}
