/** Made-up values for the pictures of the product on the landing page. */

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export const EXAMPLE_WORKING = {
  name: 'Northlight Films',
  icon: '🎬',
  shared: '58 pages, 2 databases',
  lastUsedMs: 2 * MINUTE_MS,
} as const

export const EXAMPLE_ENDED = {
  name: 'Harbour Studio',
  icon: '⚓️',
  shared: '214 pages, 6 databases were shared',
  connectedMs: 25 * DAY_MS,
  renewedMs: 33 * MINUTE_MS,
  secondsToConfirm: 2,
} as const

export const EXAMPLE_PAGES = [
  { icon: '📚', title: 'Handbook', picked: true },
  { icon: '🗺️', title: 'Roadmap', picked: true },
  { icon: '💰', title: 'Salaries', picked: false },
  { icon: '✅', title: 'Tasks', picked: true },
] as const

export const EXAMPLE_COUNTS = [
  ['214', 'pages'],
  ['6', 'databases'],
  ['1,048', 'rows'],
] as const
