/**
 * A whole number with grouped thousands: "1,234". Without `Intl`, whose first use takes a browser longer than rendering
 * a whole list.
 */
export const groupThousands = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** "1 page", "1,234 pages". */
export const pluralize = (count: number, one: string, many = `${one}s`): string =>
  `${groupThousands(count)} ${count === 1 ? one : many}`
