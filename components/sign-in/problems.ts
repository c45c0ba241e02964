import type { ProblemReason } from '@/lib/auth'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

export interface Problem {
  readonly title: string
  readonly text: string
  readonly nextStep: 'again' | 'sign-out' | 'sign-out-again' | 'back'
}

/** What went wrong between us and Notion, and the way on. */
export const PROBLEMS: Readonly<Record<ProblemReason, Problem>> = {
  cancelled: {
    title: 'Nothing was connected',
    text: `Notion sent you back without giving access, so ${PRODUCT_NAME} saved nothing.`,
    nextStep: 'again',
  },
  'state-lost': {
    title: 'That way back from Notion has expired',
    text: `This browser no longer remembers having gone to Notion: it took too long, or the address was opened again. ${PRODUCT_NAME} saved nothing this time.`,
    nextStep: 'again',
  },
  'other-tab': {
    title: 'Another tab was quicker',
    text: `This browser probably began another attempt in another tab after this one, so this one no longer counts. ${PRODUCT_NAME} saved nothing from it.`,
    nextStep: 'again',
  },
  'code-used': {
    title: 'This answer of Notion’s was used already',
    text: 'Notion’s answer works once. If you opened this address again, you are probably signed in by now.',
    nextStep: 'again',
  },
  'no-answer': {
    title: 'Notion did not answer',
    text: 'Notion could not be reached, or asked us to wait. Nothing was changed.',
    nextStep: 'again',
  },
  'answer-lost': {
    title: 'Notion’s answer was lost',
    text: `The answer never arrived complete. Notion may have issued access that ${PRODUCT_NAME} doesn’t know, and a workspace that you connected before may need to be reconnected. Try again. To be sure that no such access is left, remove ${PRODUCT_NAME} in Notion’s settings, under Connections.`,
    nextStep: 'again',
  },
  'bad-answer': {
    title: 'Notion’s answer could not be used',
    text: 'What Notion sent was not complete, so nothing was connected. We revoke the access that it issued, unless a workspace that is connected here uses it.',
    nextStep: 'again',
  },
  'workspace-owner': {
    title: 'This connection belongs to a workspace, not to a person',
    text: 'Notion named a workspace as the owner of the access, so it does not tell who you are. Choose a connection that people authorize for themselves.',
    nextStep: 'again',
  },
  'signed-in-as-another': {
    title: 'Someone else is signed in here',
    text: 'You continued as another person than the one who is signed in in this browser. To sign in as that person, sign out first.',
    nextStep: 'sign-out',
  },
  'another-person': {
    title: 'That was another person',
    text: 'The workspace was authorized by another person than you. Connect it as the person who is signed in here, or sign out first.',
    nextStep: 'sign-out',
  },
  'session-ended': {
    title: 'You were signed out meanwhile',
    text: 'The session in which you began has ended. Sign in and connect the workspace again.',
    nextStep: 'again',
  },
  'belongs-to-another': {
    title: 'This connection belongs to someone else',
    text: 'Notion answered with a connection that another person has here. It was not given to you, and their connection here was not changed.',
    nextStep: 'back',
  },
  'taken-back': {
    title: 'It took too long',
    text: 'What Notion issued could not be saved in time, so nothing was connected. Try again.',
    nextStep: 'again',
  },
  'still-signed-in': {
    title: 'You may still be signed in',
    text: 'Our database didn’t confirm that you were signed out. Try again in a moment.',
    nextStep: 'sign-out-again',
  },
  storage: {
    title: 'We could not save your connection',
    text: 'Our database did not answer, so we asked Notion for nothing. Nothing was changed. Try again in a moment.',
    nextStep: 'again',
  },
  'not-stored': {
    title: 'We could not save your connection',
    text: 'Our database did not confirm that it was saved. If it was not, we revoke the access that Notion issued, unless a workspace that is connected here uses it. Try again in a moment.',
    nextStep: 'again',
  },
  misconfigured: {
    title: 'This installation is not set up correctly',
    text: 'Notion does not accept the credentials of this installation. Whoever runs it has to check NOTION_CLIENT_ID and NOTION_CLIENT_SECRET.',
    nextStep: 'back',
  },
  unknown: {
    title: 'That did not work',
    text: 'Something went wrong on the way back from Notion. If Notion issued access, we revoke it, unless a workspace that is connected here uses it.',
    nextStep: 'again',
  },
}
