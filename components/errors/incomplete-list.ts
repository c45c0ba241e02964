/** Notion ended a list and said that it is not the whole of it. */
export const NO_MORE = 'Notion returned no more than these.'
