import type { ReconnectReason } from '@/lib/errors'

/** Why a connection stopped working, as a sentence for its person. */
export const RECONNECT_REASON: Readonly<Record<ReconnectReason, string>> = {
  access_removed: 'Notion no longer accepts our access: it was probably removed in Notion’s settings.',
  answer_lost:
    'An answer from Notion was lost while the access was being renewed, and the old one no longer works.',
  no_refresh_token: 'Notion ended this access and gave us no way to renew it.',
  fresh_tokens_refused: 'Notion refuses this access even right after renewing it.',
}
