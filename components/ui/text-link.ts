/** The classes of a link in running text. Navigation, titles and actions are ink. Links in Notion content have the class `notion-link`. */
export const textLink =
  'text-brass-text underline decoration-[color-mix(in_oklab,var(--brass-text)_45%,transparent)] decoration-1 underline-offset-3 hover:decoration-current'
