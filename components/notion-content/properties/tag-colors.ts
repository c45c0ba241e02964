/** Background classes for Notion's option colors. */
const BACKGROUNDS: Readonly<Record<string, string>> = {
  default: 'bg-line',
  gray: 'notion-ground-gray',
  brown: 'notion-ground-brown',
  orange: 'notion-ground-orange',
  yellow: 'notion-ground-yellow',
  green: 'notion-ground-green',
  blue: 'notion-ground-blue',
  purple: 'notion-ground-purple',
  pink: 'notion-ground-pink',
  red: 'notion-ground-red',
}

/** The class of an option's color; an unknown color looks like the default. */
export const tagClass = (color: string): string =>
  (Object.hasOwn(BACKGROUNDS, color) ? BACKGROUNDS[color] : undefined) ?? 'bg-line'

export const TAG_COLORS: readonly string[] = Object.keys(BACKGROUNDS)
