import type { ReconnectReason } from '@/lib/errors'

/** Why a connection stopped working, as a sentence. */
export const RECONNECT_REASONS: Readonly<Record<ReconnectReason, string>> = {
  access_removed: 'Notion no longer accepts our access. It was probably removed in Notion’s settings.',
  answer_lost: 'We lost an answer from Notion while renewing access, and the old access no longer works.',
  no_refresh_token: 'Notion ended this access and gave us no way to renew it.',
  fresh_tokens_refused: 'Notion rejects this access even right after we renew it.',
}

/** The same for Activity, after a colon. */
export const RECONNECT_CLAUSES: Readonly<Record<ReconnectReason, string>> = {
  access_removed: 'Notion no longer accepts it',
  answer_lost: 'an answer from Notion was lost',
  no_refresh_token: 'Notion ended it and gave us no way to renew it',
  fresh_tokens_refused: 'Notion rejects even fresh tokens',
}
