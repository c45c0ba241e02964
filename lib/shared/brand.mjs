// Everything that names the product. A team that adopts this code changes this file, app/icon.svg (then runs
// `npm run icons`), the logo in components/layout/logo.tsx and the colors in app/globals.css. Plain JavaScript, because
// `npm start` reads it before anything compiles TypeScript.
//
// Cookie names, LATCHKEY_ variables and LatchkeyError are identifiers: nobody reads them in the product.

export const PRODUCT_NAME = 'Latchkey'

/** What the product is, in one line: the title of the landing page, and the picture of a shared link. */
export const PRODUCT_TAGLINE = 'A key to your Notion that you can always take back'

/** For search engines and link previews. */
export const PRODUCT_DESCRIPTION =
  'Connect Notion workspaces, see exactly what they expose, and take the access back whenever you like.'

/** The browser's own frame around the page. The same colors as --paper in app/globals.css. */
export const THEME_COLORS = { light: '#fbf8f3', dark: '#171413' }

/** For the picture of a shared link, which no stylesheet reaches: tokens of app/globals.css in the light theme. */
export const PICTURE_COLORS = {
  paper: '#fbf8f3',
  ink: '#1e1a14',
  dim: '#615b54',
  brass: '#b17e2b',
  danger: '#ac2724',
  good: '#22683b',
}

/** The background of app/icon.svg, for platforms that cut icons to a shape of their own. */
export const ICON_BACKGROUND = '#2a2620'
