/** What a page says when the person has just come back from Notion. */
export const NOTICES = {
  'workspace-added': 'You are signed in, and the workspace that you chose was added to your connections.',
  connected: 'The workspace is connected.',
  reconnected: 'The workspace is connected again.',
  'pages-changed': 'The shared pages were changed. Notion may take a moment to show it.',
  'other-workspace':
    'You chose another workspace at Notion. It is connected; the one that you came from is as it was.',
} as const

/** A notice out of an address; null for anything else. */
export function noticeText(value: unknown): string | null {
  return typeof value === 'string' && Object.hasOwn(NOTICES, value)
    ? NOTICES[value as keyof typeof NOTICES]
    : null
}
