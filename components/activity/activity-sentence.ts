import type { ActivityEntry } from '@/lib/activity'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { workspaceName } from '@/lib/shared/workspace-name'
import { RECONNECT_CLAUSES } from '../errors/reconnect-reasons'
import { SIGN_IN_REFUSAL_CLAUSES } from '../errors/sign-in-problems'

/** The database holds the reason as text, which an older version may have written. */
const clause = (clauses: Readonly<Record<string, string>>, reason: string | null, fallback: string) =>
  clauses[reason ?? ''] ?? fallback

/** An activity entry as a sentence. */
export function activitySentence({ kind, workspaceName: name, reason }: ActivityEntry): string {
  const workspace = workspaceName(name)
  switch (kind) {
    case 'signed_in':
      return name ? `Signed in through ${workspace}` : 'Signed in'
    case 'sign_in_refused':
      return `A sign-in was refused: ${clause(SIGN_IN_REFUSAL_CLAUSES, reason, 'it could not be completed')}`
    case 'connected':
      return `${workspace} was connected`
    case 'reconnected':
      return `${workspace} was reauthorized`
    case 'refreshed':
      return `Access to ${workspace} was renewed`
    case 'reconnect_needed':
      return `Access to ${workspace} stopped working: ${clause(RECONNECT_CLAUSES, reason, 'it needs to be reconnected')}`
    case 'disconnected':
      return `${workspace} was disconnected`
    case 'revocation_confirmed':
      return `Notion confirmed that earlier access to ${workspace} was revoked`
    case 'revocation_not_provable':
      return `We can’t prove that Notion revoked all earlier access to ${workspace}: to be sure, remove ${PRODUCT_NAME} in Notion’s settings`
    case 'session_ended':
      if (reason === 'too-many')
        return 'Signed out your least recently used browser, because you had too many sessions'
      return reason === 'everywhere' ? 'Signed out everywhere' : 'Signed out'
    default:
      return kind satisfies never
  }
}
