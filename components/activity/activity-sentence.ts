import type { ActivityEntry } from '@/lib/activity'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { workspaceName } from '@/lib/shared/workspace-name'

const REFUSAL_REASON: Readonly<Record<string, string>> = {
  'signed-in-as-another': 'someone else was signed in in that browser',
  'another-person': 'another person authorized than the one who had begun',
  'session-ended': 'the session had ended meanwhile',
  'belongs-to-another': 'the connection belongs to another person',
}

const BROKEN_REASON: Readonly<Record<string, string>> = {
  access_removed: 'Notion no longer accepts it',
  answer_lost: 'an answer from Notion was lost',
  no_refresh_token: 'Notion ended it and gave no way to renew it',
  fresh_tokens_refused: 'Notion refused even fresh tokens',
}

/** What happened, as a sentence. */
export function activitySentence({ kind, workspaceName: name, reason }: ActivityEntry): string {
  const workspace = workspaceName(name)
  switch (kind) {
    case 'signed_in':
      return name ? `Signed in through ${workspace}` : 'Signed in'
    case 'sign_in_refused':
      return `A sign-in was refused: ${REFUSAL_REASON[reason ?? ''] ?? 'it could not be completed'}`
    case 'connected':
      return `${workspace} was connected`
    case 'reconnected':
      return `${workspace} was authorized again`
    case 'refreshed':
      return `The access to ${workspace} was renewed`
    case 'reconnect_needed':
      return `The access to ${workspace} stopped working: ${BROKEN_REASON[reason ?? ''] ?? 'it has to be reconnected'}`
    case 'disconnected':
      return `${workspace} was disconnected`
    case 'revocation_confirmed':
      return `Notion confirmed that the access to ${workspace} from before the disconnect was revoked`
    case 'revocation_not_provable':
      return `We can’t prove that Notion revoked all earlier access to ${workspace}: to be sure, remove ${PRODUCT_NAME} in Notion’s settings`
    case 'session_ended':
      if (reason === 'too-many')
        return 'Signed out the browser that you used least recently: you had too many'
      return reason === 'everywhere' ? 'Signed out everywhere' : 'Signed out'
    default:
      return kind satisfies never
  }
}
