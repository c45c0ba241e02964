import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PICTURE_COLORS, THEME_COLORS } from './brand.mjs'

/** oklch as sRGB in hexadecimal. @see https://bottosson.github.io/posts/oklab/ */
function hex(lightness: number, chroma: number, hue: number): string {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  const channel = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055)
  return `#${linear.map((value) => Buffer.of(Math.round(channel(value) * 255)).toString('hex')).join('')}`
}

const css = readFileSync('app/globals.css', 'utf8')

/** A token of globals.css in the light and in the dark theme. */
function token(name: string): { light: string; dark: string } {
  const text = new RegExp(`--${name}: light-dark\\((oklch\\([^)]*\\)), (oklch\\([^)]*\\))\\)`).exec(css)
  const color = (oklch = '') => {
    const [lightness = 0, chroma = 0, hue = 0] = (oklch.match(/[\d.]+/g) ?? []).map(Number)
    return hex(lightness, chroma, hue)
  }
  return { light: color(text?.[1]), dark: color(text?.[2]) }
}

test('the frame of the browser has the color of the page', () => {
  expect(THEME_COLORS).toEqual(token('paper'))
})

test.each(Object.entries(PICTURE_COLORS))(
  'the picture of a shared link has the color of --%s',
  (name, color) => {
    expect(color).toBe(token(name).light)
  },
)
