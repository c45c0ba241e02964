import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TAG_COLORS, tagClass } from './tag-colors'

/** Relative luminance of an oklch colour, as WCAG defines it. */
function luminance([l, c, h]: readonly [number, number, number]): number {
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)]
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clamp = (channel: number) => Math.min(1, Math.max(0, channel))
  const red = clamp(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short)
  const green = clamp(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short)
  const blue = clamp(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const css = readFileSync(new URL('../../../app/globals.css', import.meta.url), 'utf8')

const OKLCH = /oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g

/** The luminance of a variable in the light and in the dark theme. */
const both = (name: string): number[] =>
  [...(new RegExp(`--${name}: light-dark\\((.*)\\);`).exec(css)?.[1] ?? '').matchAll(OKLCH)].map((found) =>
    luminance([Number(found[1]), Number(found[2]), Number(found[3])]),
  )

test.each(TAG_COLORS)('text on a tag in %s has enough contrast in both themes', (color) => {
  const grounds = both(tagClass(color).replace(/^(bg|notion)-/, ''))
  const inks = both('ink')
  expect(grounds).toHaveLength(2)
  for (const [theme, ground] of grounds.entries()) {
    const ink = inks[theme] ?? 0
    const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05)
    expect(contrast).toBeGreaterThan(4.5)
  }
})
