/** Notion ended a list and said that it is not the whole of it. */
export const INCOMPLETE_LIST = 'Notion returned no more than these.'
