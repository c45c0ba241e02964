/** An object becomes an element or two, in the HTML and again for hydration. */
const OBJECT_BYTES = 100
/** A character that is escaped, such as `&lt;` or `\u003c`, and a character beyond ASCII. */
const ESCAPED_BYTES = 6
const WIDE_BYTES = 3

/** Blocks that are rendered together. A hundred ordinary blocks are less. */
const MAX_SLICE_BYTES = 250_000

/** Block types that render more than they contain. */
const OWN_BYTES: Readonly<Record<string, number>> = { breadcrumb: 6_000 }

/** What a character below 128 becomes: control characters and " & ' < > \ are escaped. */
const ASCII_BYTES = Uint8Array.from({ length: 128 }, (_, code) =>
  code < 32 || '"&\'<>\\'.includes(String.fromCharCode(code)) ? ESCAPED_BYTES : 1,
)

function estimateTextBytes(text: string, most: number): number {
  if (text.length > most) return text.length
  let bytes = 0
  for (let at = 0; at < text.length; at++) bytes += ASCII_BYTES[text.charCodeAt(at)] ?? WIDE_BYTES
  return bytes
}

/** Estimates that were counted to their end. Content is immutable, and a cached response is rendered again and again. */
const estimates = new WeakMap<object, number>()

/**
 * Estimates how many bytes a page sends for content from Notion. Notion's response has each text twice, and so does
 * the page: in its HTML and for hydration.
 *
 * @param most counting stops beyond it, because the content won't fit anyway
 */
export function estimateBytes(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return countBytes(value, most)
  const known = estimates.get(value)
  if (known !== undefined) return known
  const type: unknown = Reflect.get(value, 'type')
  const own = typeof type === 'string' && Object.hasOwn(OWN_BYTES, type) ? (OWN_BYTES[type] ?? 0) : 0
  // Far too long content, such as a property of two megabytes, shows by its lengths alone.
  if (countBytes(value, most, (text) => text.length) > most) return most + 1
  const bytes = countBytes(value, most)
  if (bytes <= most) estimates.set(value, bytes + own)
  return bytes + own
}

function countBytes(value: unknown, most: number, ofText = estimateTextBytes): number {
  let bytes = 0
  const open: unknown[] = [value]
  while (open.length > 0 && bytes <= most) {
    const one = open.pop()
    if (typeof one === 'string') bytes += ofText(one, most - bytes)
    else if (typeof one === 'object' && one !== null) {
      bytes += OBJECT_BYTES
      for (const member of Object.values(one)) if (member) open.push(member)
    }
  }
  return bytes
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
