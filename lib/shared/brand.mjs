// Everything that names the product. A team that adopts this code changes this file, app/icon.svg, the logo in
// components/layout/logo.tsx and the colors in app/globals.css. Plain JavaScript, because `npm start` reads it
// before anything compiles TypeScript.
//
// Cookie names, LATCHKEY_ variables and LatchkeyError are identifiers: nobody reads them in the product.

export const PRODUCT_NAME = 'Latchkey'

/** For search engines and link previews. */
export const PRODUCT_DESCRIPTION =
  'Connect Notion workspaces, see exactly what they expose, and take the access back whenever you like.'

/** The browser's own frame around the page. The same colors as --paper in app/globals.css. */
export const THEME_COLORS = { light: '#fbf8f3', dark: '#171413' }
