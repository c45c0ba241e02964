/** An object becomes an element or two, in the HTML and again for hydration. */
const OBJECT_BYTES = 100
/** A character that is escaped, such as `&lt;` or `\u003c`, and a character beyond ASCII. */
const ESCAPED_BYTES = 6
const WIDE_BYTES = 3

/** Blocks that are rendered together. A hundred ordinary blocks are less. */
const MAX_SLICE_BYTES = 250_000

/** Block types that render more than they contain. */
const OWN_BYTES: Readonly<Record<string, number>> = { breadcrumb: 6_000 }

function estimateTextBytes(text: string, most: number): number {
  let bytes = 0
  for (let at = 0; at < text.length && bytes <= most; at++) {
    const code = text.charCodeAt(at)
    if (code > 127) bytes += WIDE_BYTES
    // Control characters, and " & ' < > \
    else if (
      code < 32 ||
      code === 34 ||
      code === 38 ||
      code === 39 ||
      code === 60 ||
      code === 62 ||
      code === 92
    )
      bytes += ESCAPED_BYTES
    else bytes += 1
  }
  return bytes
}

/**
 * Estimates how many bytes a page sends for content from Notion. Notion's response has each text twice, and so does
 * the page: in its HTML and for hydration.
 *
 * @param most counting stops beyond it, because the content won't fit anyway
 */
export function estimateBytes(value: unknown, most: number): number {
  let bytes = 0
  const open: unknown[] = [value]
  while (open.length > 0 && bytes <= most) {
    const one = open.pop()
    if (typeof one === 'string') bytes += estimateTextBytes(one, most - bytes)
    else if (typeof one === 'object' && one !== null) {
      bytes += OBJECT_BYTES
      for (const member of Object.values(one)) open.push(member)
    }
  }
  const type = typeof value === 'object' && value !== null ? Reflect.get(value, 'type') : null
  return bytes + (typeof type === 'string' && Object.hasOwn(OWN_BYTES, type) ? (OWN_BYTES[type] ?? 0) : 0)
}

/** Items that are rendered in one turn, and their estimated bytes. */
export interface RenderSlice<Item> {
  readonly items: readonly Item[]
  readonly bytes: number
}

/** Splits a list into slices of about one turn's work. An ordinary list is one slice. */
export function toSlices<Item>(items: readonly Item[]): readonly RenderSlice<Item>[] {
  const slices: { items: Item[]; bytes: number }[] = []
  for (const item of items) {
    const bytes = estimateBytes(item, MAX_SLICE_BYTES)
    const last = slices.at(-1)
    if (last && last.bytes + bytes <= MAX_SLICE_BYTES) {
      last.items.push(item)
      last.bytes += bytes
    } else slices.push({ items: [item], bytes })
  }
  return slices
}
