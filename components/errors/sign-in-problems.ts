import type { ProblemReason } from '@/lib/auth'
import type { SignInRefusal } from '@/lib/errors'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

export interface SignInProblem {
  readonly title: string
  readonly text: string
  /** What the problem page offers. */
  readonly action: 'retry' | 'sign_out' | 'retry_sign_out' | 'back'
}

/** Why a sign-in or a connect failed, and what to do about it. */
export const SIGN_IN_PROBLEMS: Readonly<Record<ProblemReason, SignInProblem>> = {
  cancelled: {
    title: 'Nothing was connected',
    text: `Notion sent you back without granting access. ${PRODUCT_NAME} saved nothing.`,
    action: 'retry',
  },
  'state-lost': {
    title: 'This sign-in link has expired',
    text: `Either it took too long, or this address was opened before. ${PRODUCT_NAME} saved nothing. Start again from here.`,
    action: 'retry',
  },
  'other-tab': {
    title: 'You started again in another tab',
    text: `A later attempt in this browser replaced this one. ${PRODUCT_NAME} saved nothing from it.`,
    action: 'retry',
  },
  'code-used': {
    title: 'This sign-in link was already used',
    text: 'Each link from Notion works once. If you opened this address again, you’re probably signed in.',
    action: 'retry',
  },
  'no-answer': {
    title: 'Notion didn’t answer',
    text: 'Notion couldn’t be reached, or asked us to wait. Nothing was changed.',
    action: 'retry',
  },
  'answer-lost': {
    title: 'We lost Notion’s answer',
    text: `Notion’s answer never arrived in full. Notion may have granted access that ${PRODUCT_NAME} doesn’t know about, and a workspace you connected before may need to be reconnected. Try again. To make sure that no such access is left, remove ${PRODUCT_NAME} in Notion’s settings, under Connections.`,
    action: 'retry',
  },
  'bad-answer': {
    title: 'We couldn’t use Notion’s answer',
    text: 'Notion’s answer was incomplete, so nothing was connected. We’re revoking the access Notion issued, unless a workspace that you connected here uses it.',
    action: 'retry',
  },
  'workspace-owner': {
    title: 'This connection belongs to a workspace, not to a person',
    text: 'Notion named a workspace as the owner of this access, so we can’t tell who you are. Use a connection that each person authorizes.',
    action: 'retry',
  },
  'signed-in-as-another': {
    title: 'Someone else is signed in here',
    text: 'You chose a different person in Notion than the one who is signed in to this browser. To sign in as that person, sign out first.',
    action: 'sign_out',
  },
  'another-person': {
    title: 'A different person authorized this workspace',
    text: 'Connect the workspace as the person who is signed in here, or sign out first.',
    action: 'sign_out',
  },
  'session-ended': {
    title: 'You were signed out in the meantime',
    text: 'The session you started from has ended. Sign in and connect the workspace again.',
    action: 'retry',
  },
  'belongs-to-another': {
    title: 'This connection belongs to someone else',
    text: 'Another person here already uses this connection. You didn’t get access to it, and their connection was not changed.',
    action: 'back',
  },
  'taken-back': {
    title: 'Saving took too long',
    text: 'We couldn’t save the access from Notion in time, so nothing was connected. Try again.',
    action: 'retry',
  },
  'still-signed-in': {
    title: 'You may still be signed in',
    text: 'Our database didn’t confirm that you were signed out. Try again in a moment.',
    action: 'retry_sign_out',
  },
  'not-deleted': {
    title: 'Your account may not be deleted',
    text: 'Our database didn’t confirm that your account was deleted. Go back to your account: if you’re still signed in, nothing was deleted, and you can try again.',
    action: 'back',
  },
  storage: {
    title: 'We couldn’t save your connection',
    text: 'Our database didn’t answer, so we didn’t ask Notion for access. Nothing was changed. Try again in a moment.',
    action: 'retry',
  },
  'not-stored': {
    title: 'We couldn’t save your connection',
    text: 'Our database didn’t confirm that your connection was saved. If it wasn’t, we’re revoking the access Notion issued, unless a workspace that you connected here uses it. Try again in a moment.',
    action: 'retry',
  },
  misconfigured: {
    title: 'This installation isn’t set up correctly',
    text: 'Notion rejects the credentials of this installation. The person who runs it needs to check NOTION_CLIENT_ID and NOTION_CLIENT_SECRET.',
    action: 'back',
  },
  unknown: {
    title: 'Something went wrong',
    text: 'Something failed on the way back from Notion. If Notion issued access, we’re revoking it, unless a workspace that you connected here uses it.',
    action: 'retry',
  },
}

/** Why a sign-in was refused, for Activity, after a colon. */
export const SIGN_IN_REFUSAL_CLAUSES: Readonly<Record<SignInRefusal, string>> = {
  'signed-in-as-another': 'someone else was signed in to that browser',
  'another-person': 'a different person authorized it',
  'session-ended': 'the session had ended in the meantime',
  'belongs-to-another': 'the connection belongs to another person',
  'code-used': 'it could not be completed',
  'taken-back': 'it could not be completed',
}
