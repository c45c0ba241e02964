/**
 * What is streamed stands hidden at the end of the page until a script puts it in its place. A browser without
 * JavaScript shows it where it stands, between the page's own part and its foot, and no skeleton for it.
 * In the first of the style sheet's layers, since only there an important rule is above that of `hidden`.
 */
const SHOWN = `@layer theme {
  body > div[hidden][id^="S:"] {
    display: block !important;
    order: 1;
    width: 100%;
    max-width: 80rem;
    margin: 0 auto 1.5rem;
    padding: 0 1.5rem;
  }
  body > footer { order: 2; }
  [aria-busy="true"] { display: none !important; }
}`

/** Makes a page whose parts are streamed readable without JavaScript. */
export const WithoutScript = () => (
  <noscript>
    <style>{SHOWN}</style>
  </noscript>
)
