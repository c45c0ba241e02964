/** Notion's currency formats. */
const CURRENCIES: Readonly<Record<string, string>> = {
  dollar: 'USD',
  australian_dollar: 'AUD',
  canadian_dollar: 'CAD',
  singapore_dollar: 'SGD',
  hong_kong_dollar: 'HKD',
  new_zealand_dollar: 'NZD',
  new_taiwan_dollar: 'TWD',
  euro: 'EUR',
  pound: 'GBP',
  yen: 'JPY',
  ruble: 'RUB',
  rupee: 'INR',
  won: 'KRW',
  yuan: 'CNY',
  real: 'BRL',
  lira: 'TRY',
  rupiah: 'IDR',
  franc: 'CHF',
  krona: 'SEK',
  norwegian_krone: 'NOK',
  danish_krone: 'DKK',
  mexican_peso: 'MXN',
  chilean_peso: 'CLP',
  philippine_peso: 'PHP',
  colombian_peso: 'COP',
  argentine_peso: 'ARS',
  uruguayan_peso: 'UYU',
  peruvian_sol: 'PEN',
  rand: 'ZAR',
  zloty: 'PLN',
  baht: 'THB',
  forint: 'HUF',
  koruna: 'CZK',
  leu: 'RON',
  shekel: 'ILS',
  dirham: 'AED',
  riyal: 'SAR',
  ringgit: 'MYR',
}

const made = new Map<string, Intl.NumberFormat>()

function formatter(format: string): Intl.NumberFormat | null {
  const known = made.get(format)
  if (known) return known
  const currency = Object.hasOwn(CURRENCIES, format) ? CURRENCIES[format] : undefined
  const fresh = currency
    ? new Intl.NumberFormat('en', { style: 'currency', currency })
    : format === 'percent'
      ? new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 })
      : format === 'number_with_commas'
        ? new Intl.NumberFormat('en', { maximumFractionDigits: 10 })
        : null
  // Only known formats are cached, so the cache stays small.
  if (fresh) made.set(format, fresh)
  return fresh
}

/** A number in its column's format; unformatted if the format is unknown. */
export const formatNumber = (value: number, format = 'number'): string =>
  formatter(format)?.format(value) ?? String(value)
