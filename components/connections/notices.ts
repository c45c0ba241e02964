import type { CallbackNotice } from '@/lib/accounts'

type NoticeName = CallbackNotice | 'already-disconnected' | 'canceled'

interface NoticeView {
  readonly title?: string
  readonly text: string
}

/** What a page says after the person comes back from Notion, or repeats a disconnect. */
export const NOTICES: Readonly<Record<NoticeName, NoticeView>> = {
  canceled: {
    title: 'Nothing was connected.',
    text: 'You canceled in Notion, and nothing was changed.',
  },
  'workspace-added': { text: 'You’re signed in, and the workspace you chose was added to your connections.' },
  connected: { text: 'The workspace is connected.' },
  reconnected: { text: 'The workspace is connected again.' },
  'already-connected': { text: 'This workspace was already connected, so we renewed its connection.' },
  'connected-again': {
    text: 'This workspace was disconnected while you were in Notion. You granted access there, so it was connected again.',
  },
  'already-disconnected': { text: 'This workspace is already disconnected. Nothing was changed.' },
  'pages-changed': { text: 'Your shared pages were updated. They may take a moment to show up here.' },
  'other-workspace': {
    text: 'You picked a different workspace, so we connected that one. The one you came from was not changed.',
  },
  'other-workspace-first-broken': {
    text: 'You picked a different workspace, so we connected that one. The one you came from still needs to be reconnected.',
  },
  'other-workspace-first-gone': {
    text: 'You picked a different workspace, so we connected that one. The one you came from was disconnected in the meantime.',
  },
}
