const BARE_ID = /^[0-9a-f]{32}$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a value is a UUID in this app's format: dashed and lowercase. */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)

/** A Notion id without dashes, as in Notion's own links; null for anything else. */
export function bareNotionId(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 36) return null
  const bare = value.replaceAll('-', '').toLowerCase()
  return BARE_ID.test(bare) ? bare : null
}

/** A Notion id with dashes, lowercase; null for anything else. */
export const parseNotionId = (value: unknown): string | null =>
  bareNotionId(value)?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') ?? null

/** The Notion id at the end of a path, such as `/acme/Plan-<id>`; null if there is none. */
export function notionIdAtEnd(path: string): string | null {
  for (const length of [36, 32]) {
    const before = path.at(-length - 1)
    const id = before === undefined || /[-/]/.test(before) ? parseNotionId(path.slice(-length)) : null
    if (id) return id
  }
  return null
}
