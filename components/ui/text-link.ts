/** The classes of a link in the app's own text. Links in Notion content have the class `notion-link`. */
export const textLink = 'text-brass-deep underline decoration-1 underline-offset-3'
