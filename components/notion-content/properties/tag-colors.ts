/** Notion's colours of options, by its names: the ground on which the option's name stands. */
const BACKGROUNDS: Readonly<Record<string, string>> = {
  default: 'bg-line',
  gray: 'ground-gray',
  brown: 'ground-brown',
  orange: 'ground-orange',
  yellow: 'ground-yellow',
  green: 'ground-green',
  blue: 'ground-blue',
  purple: 'ground-purple',
  pink: 'ground-pink',
  red: 'ground-red',
}

/** The class of an option's colour; one that a later Notion invents looks like the default. */
export const tagClass = (color: string): string =>
  (Object.hasOwn(BACKGROUNDS, color) ? BACKGROUNDS[color] : undefined) ?? 'bg-line'

export const TAG_COLORS: readonly string[] = Object.keys(BACKGROUNDS)
