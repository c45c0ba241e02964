import { record } from '../activity'
import { log } from '../config'
import type { Transaction } from '../database'
import { ConnectionGone, isLatchkeyError, NotionRefused, RefreshUnsettled, type RefusalKind } from '../errors'
import { appendText } from '../notion'
import { isUuid } from '../shared/ids'
import type { ConnectionId, TokenVault, UserId } from '../token-vault'
import { FormClaim, findEarlierForm, formKey } from './form-claim'

export interface NoteInput {
  /** A UUID created with the form, so that a form that arrives twice is carried out once. */
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
  /** This form was sent before, and its outcome isn't known yet. */
  | { readonly outcome: 'in_progress' }
  | { readonly outcome: 'invalid'; readonly why: 'empty' | 'too_long' | 'form' }
  /** Notion certainly did not save it, so the same form may be sent again. */
  | {
      readonly outcome: 'not_saved'
      readonly why: 'notion' | 'database'
      readonly retryAfterSeconds: number | null
      readonly requestId: string | null
    }
  /** Notion may have saved it, so the person has to check before sending it again. */
  | { readonly outcome: 'unknown'; readonly requestId: string | null }
  /** Notion did nothing and said why: the page is gone, a permission is missing, or the workspace is full. */
  | {
      readonly outcome: 'refused'
      readonly kind: RefusalKind
      /** Notion's own message; may be empty. */
      readonly message: string
      readonly requestId: string | null
    }

/** In characters: Notion's own limit for one piece of text. */
export const MAX_NOTE_CHARACTERS = 2_000

/** The outcome of a form that was sent before. */
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

/** Sends the note, and records and returns its outcome. */
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
    const [end, reason] = appended.kind === 'added' ? (['done'] as const) : (['unknown', 'unknown'] as const)
    await claim.settle(end, outcome, (tx) => recordNote(tx, owner, id, pageId, reason))
    // Make the page show the note. If this fails, the cache expires within a minute anyway.
    await vault
      .invalidateContent(owner, id)
      .catch((error: unknown) => log.warn({ err: error }, 'a page may not show a new note for a minute'))
    return outcome
  } catch (error) {
    return settleFailure(claim, error, (tx) => recordNote(tx, owner, id, pageId, 'unknown'))
  }
}

/** Into the person's activity. Neither the text nor the page's title is stored. */
async function recordNote(
  tx: Transaction,
  owner: UserId,
  id: ConnectionId,
  pageId: string,
  reason?: 'unknown',
): Promise<void> {
  const connection = await tx.connection.findFirst({
    where: { id, userId: owner },
    select: { workspaceName: true },
  })
  const detail = { workspaceName: connection?.workspaceName ?? null, pageId, ...(reason && { reason }) }
  await record(tx, owner, 'note_added', id, detail)
}

/** Records the outcome of a note that failed. @throws the error itself when it is one of ours and has its own view */
async function settleFailure(
  claim: FormClaim,
  error: unknown,
  recordUnknown: (tx: Transaction) => Promise<void>,
): Promise<NoteOutcome> {
  const ofCore = isLatchkeyError(error)
  // The request was sent, then the connection ended or the database failed: the outcome is unknown.
  if (claim.mayHaveActed && (!ofCore || error instanceof ConnectionGone)) {
    log.warn({ err: error }, 'the outcome of a note is not known')
    const outcome = { outcome: 'unknown', requestId: null } as const
    await claim.settle('unknown', outcome, recordUnknown)
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
 * Appends a note to the end of a page. A form that arrives twice, on any process, is carried out once, and both
 * requests get its outcome. What Notion may have saved is never sent again; what it certainly didn't save may be.
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
  // Browsers send a line break as two characters but count it as one.
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
    // Nothing was sent, so there is nothing to record.
    return settleFailure(claim, error, async () => {})
  }
  return claimed ? sendNote(vault, claim, owner, id, note, text) : outcomeOfEarlierForm(owner, key)
}
