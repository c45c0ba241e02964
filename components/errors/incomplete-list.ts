/** Notion ended a list and marked it as incomplete. */
export const INCOMPLETE_LIST = 'Notion returned no more than these.'
