import { expect, test } from 'vitest'
import { parseTheme, THEMES } from './theme'

test.each(THEMES)('the theme "%s" is read from its cookie', (theme) => {
  expect(parseTheme(theme)).toBe(theme)
})

test.each([undefined, '', 'Dark', 'dark"', 'sepia'])('the cookie value %j follows the device', (value) => {
  expect(parseTheme(value)).toBe('system')
})
