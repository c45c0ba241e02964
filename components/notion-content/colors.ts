const HUES: ReadonlySet<string> = new Set([
  'gray',
  'lightgray',
  'brown',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'red',
])

/** The classes that draw a colour of Notion's, such as `blue` or `blue_background`; none for one unknown. */
export function colorClass(color: string | null | undefined): string {
  if (!color) return ''
  const hue = color.replace(/_background$/, '')
  if (!HUES.has(hue)) return ''
  return hue === color ? `tint-${hue}` : `ground-${hue}`
}
