/** The look that a person chose. `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const

export type Theme = (typeof THEMES)[number]

/** Holds a {@link Theme}. The server reads it, so that a page arrives in its colors. */
export const THEME_COOKIE = 'latchkey-theme'
export const THEME_COOKIE_DAYS = 365

/** Reads the cookie; an unknown value counts as absent. */
export const parseTheme = (value: string | undefined): Theme =>
  THEMES.find((theme) => theme === value) ?? 'system'
