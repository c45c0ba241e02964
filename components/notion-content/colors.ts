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

/** The class of a Notion color, such as `blue` or `blue_background`; empty for an unknown one. */
export function colorClass(color: string | null | undefined): string {
  if (!color) return ''
  const hue = color.replace(/_background$/, '')
  if (!HUES.has(hue)) return ''
  return hue === color ? `notion-tint-${hue}` : `notion-ground-${hue}`
}
