import type { CallbackNotice } from '@/lib/accounts'

type Notice = CallbackNotice | 'already-disconnected'

/** What a page says after the person comes back from Notion, or repeats a disconnect. */
export const NOTICES: Readonly<Record<Notice, string>> = {
  'workspace-added': 'You’re signed in, and the workspace you chose was added to your connections.',
  connected: 'The workspace is connected.',
  reconnected: 'The workspace is connected again.',
  'already-connected': 'This workspace was already connected, so we renewed its connection.',
  'connected-again':
    'This workspace was disconnected while you were in Notion. You granted access there, so it was connected again.',
  'already-disconnected': 'This workspace is already disconnected. Nothing was changed.',
  'pages-changed': 'Your shared pages were updated. They may take a moment to show up here.',
  'other-workspace':
    'You picked a different workspace, so we connected that one. The one you came from was not changed.',
  'other-workspace-first-broken':
    'You picked a different workspace, so we connected that one. The one you came from still needs to be reconnected.',
  'other-workspace-first-gone':
    'You picked a different workspace, so we connected that one. The one you came from was disconnected in the meantime.',
}

/** Reads a notice from the address; null for anything else. */
export function noticeText(value: unknown): string | null {
  return typeof value === 'string' && Object.hasOwn(NOTICES, value) ? NOTICES[value as Notice] : null
}
