import { log } from '../config'
import { ConnectionGone, isLatchkeyError, NotionRefused, RefreshUnsettled, type RefusalKind } from '../errors'
import { appendText } from '../notion'
import { isUuid } from '../shared/ids'
import type { ConnectionId, TokenVault, UserId } from '../token-vault'
import { FormClaim, findEarlierForm, formKey } from './form-claim'
import { invalidateContent } from './invalidate-content'

export interface NoteInput {
  /** Made with the form, a UUID: a form that arrives twice is carried out once. */
  readonly formId: string
  readonly pageId: string
  readonly kind: 'paragraph' | 'to_do'
  /** 1 to 2,000 characters: Notion's own limit. */
  readonly text: string
}

export type NoteOutcome =
  | { readonly outcome: 'added'; readonly blockId: string | null }
  /** This form was sent before, and Notion saved it then. */
  | { readonly outcome: 'already_sent' }
  /** This form was sent before, and what came of it is not known yet. */
  | { readonly outcome: 'in_progress' }
  | { readonly outcome: 'invalid'; readonly why: 'empty' | 'too_long' | 'form' }
  /** Notion certainly did not save it: the same form may be sent again. */
  | {
      readonly outcome: 'not_saved'
      readonly why: 'notion' | 'database'
      readonly retryAfterSeconds: number | null
      readonly requestId: string | null
    }
  /** Notion may have saved it: look before sending it again. */
  | { readonly outcome: 'unknown'; readonly requestId: string | null }
  /** Notion did nothing, and says why: the page is gone, a permission is missing, the workspace is full. */
  | {
      readonly outcome: 'refused'
      readonly kind: RefusalKind
      /** Notion's own words; may be empty. */
      readonly message: string
      readonly requestId: string | null
    }

/** In characters: Notion's own limit for one piece of text. */
export const MAX_NOTE_CHARACTERS = 2_000

/** What a form that was sent before came to. */
async function outcomeOfEarlierForm(owner: UserId, key: string): Promise<NoteOutcome> {
  const earlier = await findEarlierForm(owner, key)
  switch (earlier.end) {
    case 'done':
      return { outcome: 'already_sent' }
    case 'in_progress':
      return { outcome: 'in_progress' }
    case 'unknown':
      return { outcome: 'unknown', requestId: null, ...(earlier.detail as object) }
    case 'not_done':
      return { ...NOT_SAVED, ...(earlier.detail as object) }
    default:
      return earlier satisfies never
  }
}

const NOT_SAVED = { outcome: 'not_saved', why: 'notion', retryAfterSeconds: null, requestId: null } as const

/** Sends the note, writes down what came of it, and tells it. */
async function sendNote(
  vault: TokenVault,
  claim: FormClaim,
  owner: UserId,
  id: ConnectionId,
  { pageId, kind }: NoteInput,
  text: string,
): Promise<NoteOutcome> {
  try {
    const appended = await appendText(vault.notionClientFor(owner, id, claim), pageId, kind, text)
    if (appended.kind === 'not_done') {
      const { retryAfterSeconds, requestId } = appended
      const outcome: NoteOutcome = { ...NOT_SAVED, retryAfterSeconds, requestId }
      await claim.settle('not_done', outcome)
      return outcome
    }
    const outcome: NoteOutcome =
      appended.kind === 'added'
        ? { outcome: 'added', blockId: appended.blockId }
        : { outcome: 'unknown', requestId: appended.requestId }
    await claim.settle(appended.kind === 'added' ? 'done' : 'unknown', outcome)
    // The page shows it, or shows whether it is there. Where that fails it does so within a minute.
    await invalidateContent(owner, id).catch((error: unknown) =>
      log.warn({ err: error }, 'a page may not show a new note for a minute'),
    )
    return outcome
  } catch (error) {
    return settleFailure(claim, error)
  }
}

/** Judges what kept a note from being sent, or its answer from being read. @throws the core's own errors */
async function settleFailure(claim: FormClaim, error: unknown): Promise<NoteOutcome> {
  const ofCore = isLatchkeyError(error)
  // The connection ended, or the database failed, after the request was sent: its answer is not known.
  if (claim.mayHaveActed && (!ofCore || error instanceof ConnectionGone)) {
    log.warn({ err: error }, 'the outcome of a note is not known')
    const outcome = { outcome: 'unknown', requestId: null } as const
    await claim.settle('unknown', outcome)
    return outcome
  }
  if (error instanceof NotionRefused) {
    const { notionMessage: message, requestId } = error
    const outcome = { outcome: 'refused', kind: error.kind, message, requestId } as const
    await claim.settle('not_done', outcome)
    return outcome
  }
  if (ofCore) {
    const retryAfterSeconds = error instanceof RefreshUnsettled ? error.retryAfterSeconds : null
    await claim.settle('not_done', { ...NOT_SAVED, retryAfterSeconds })
    throw error
  }
  log.error({ err: error }, 'a note was not sent')
  const outcome = { ...NOT_SAVED, why: 'database' } as const
  await claim.settle('not_done', outcome)
  return outcome
}

/**
 * Appends a note to the end of a page, once: a form that arrives twice, on any process, is carried out once
 * and told what came of it, and what Notion may have saved is never sent again. A form whose note was
 * certainly not saved may be sent again.
 *
 * @throws {ReconnectRequired} @throws {RefreshUnsettled} @throws {ConnectionGone} @throws {NotionMisconfigured}
 * @throws {SealBroken} nothing was sent
 */
export async function addNote(
  vault: TokenVault,
  owner: UserId,
  id: ConnectionId,
  note: NoteInput,
): Promise<NoteOutcome> {
  // Browsers send a line's end as two characters and count it as one.
  const text = note.text.replaceAll('\r\n', '\n').trim()
  if (text === '') return { outcome: 'invalid', why: 'empty' }
  if (text.length > MAX_NOTE_CHARACTERS) return { outcome: 'invalid', why: 'too_long' }
  const { formId, pageId, kind } = note
  if (!isUuid(formId)) return { outcome: 'invalid', why: 'form' }
  const key = formKey(owner, formId, [id, pageId, kind, text])
  const claim = new FormClaim(vault, owner, key)
  let claimed: boolean
  try {
    claimed = await claim.claim()
  } catch (error) {
    return settleFailure(claim, error)
  }
  return claimed ? sendNote(vault, claim, owner, id, note, text) : outcomeOfEarlierForm(owner, key)
}
