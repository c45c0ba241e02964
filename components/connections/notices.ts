import type { CallbackNotice } from '@/lib/accounts'

/** What a page says when the person has just come back from Notion. */
export const NOTICES: Readonly<Record<CallbackNotice, string>> = {
  'workspace-added': 'You are signed in, and the workspace that you chose was added to your connections.',
  connected: 'The workspace is connected.',
  reconnected: 'The workspace is connected again.',
  'already-connected':
    'This workspace was already connected. You authorized it again, and its connection was renewed.',
  'connected-again':
    'This workspace was disconnected while you were in Notion. You allowed access there, so it was connected again.',
  'pages-changed':
    'You authorized the workspace again with the pages you chose. They may take a moment to show here.',
  'other-workspace':
    'You picked a different workspace in Notion, so that one is connected now. The one you came from is still connected.',
  'other-workspace-first-broken':
    'You picked a different workspace in Notion, so that one is connected now. The one you came from still needs to be reconnected.',
  'other-workspace-first-gone':
    'You picked a different workspace in Notion, so that one is connected now. The one you came from was disconnected meanwhile.',
}

/** A notice out of an address; null for anything else. */
export function noticeText(value: unknown): string | null {
  return typeof value === 'string' && Object.hasOwn(NOTICES, value) ? NOTICES[value as CallbackNotice] : null
}
