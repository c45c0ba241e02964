import type { Parent } from './views'

/** The parent of an object. A new or malformed kind becomes "unknown". */
export function toParent(parent: { readonly type: string } | null | undefined): Parent {
  if (typeof parent !== 'object' || parent === null) return { type: 'unknown' }
  const id = (name: string): string | null => {
    const value: unknown = (parent as unknown as Record<string, unknown>)[name]
    return typeof value === 'string' ? value : null
  }
  switch (parent.type) {
    case 'workspace':
      return { type: 'workspace' }
    case 'page_id':
    case 'block_id':
    case 'data_source_id':
    case 'database_id': {
      const found = id(parent.type)
      const type = parent.type.slice(0, -'_id'.length) as 'page' | 'block' | 'data_source' | 'database'
      return found ? { type, id: found } : { type: 'unknown' }
    }
    default:
      return { type: 'unknown' }
  }
}
