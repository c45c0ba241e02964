import { log } from '../config'
import { type ConnectionId, notionFor, type UserId } from '../connections'
import { db } from '../database'
import { LatchkeyError, NotionRefused } from '../errors'
import { appendText, type RefusalKind, refusalKind } from '../notion'
import { forgetReads } from './forget'

export interface Note {
  /** Made with the form, a UUID: a form that arrives twice is carried out once. */
  readonly formId: string
  readonly pageId: string
  readonly kind: 'paragraph' | 'to_do'
  /** 1 to 2,000 characters: Notion's own limit. */
  readonly text: string
}

export type NoteOutcome =
  | { readonly outcome: 'added'; readonly blockId: string | null }
  /** This form was carried out before, or is being carried out. */
  | { readonly outcome: 'already_sent' }
  | { readonly outcome: 'invalid'; readonly why: 'empty' | 'too_long' | 'form' }
  /** Notion certainly did not save it: the same form may be sent again. */
  | {
      readonly outcome: 'not_saved'
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
export const LONGEST_NOTE = 2_000
const FORM_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Remembers a form; false when it was there already. */
async function first(owner: UserId, formId: string): Promise<boolean> {
  const made = await (await db()).$executeRaw`
    INSERT INTO "SentForm" ("id", "userId") VALUES (${formId}, ${owner}) ON CONFLICT DO NOTHING`
  return made === 1
}

/** What it carried was certainly not saved: it may come again. */
async function mayComeAgain(owner: UserId, formId: string): Promise<void> {
  await (await db()).$executeRaw`DELETE FROM "SentForm" WHERE "id" = ${formId} AND "userId" = ${owner}`
}

/**
 * Appends a note to the end of a page, once: a form that arrives twice, on any process, is carried out once,
 * and what Notion may have saved is never sent again.
 *
 * @throws {ReconnectRequired} @throws {RefreshUnsettled} @throws {ConnectionGone} @throws {NotionMisconfigured}
 * @throws {SealBroken} nothing was sent
 */
export async function addNote(owner: UserId, id: ConnectionId, note: Note): Promise<NoteOutcome> {
  // Browsers send a line's end as two characters and count it as one.
  const text = note.text.replaceAll('\r\n', '\n').trim()
  if (text === '') return { outcome: 'invalid', why: 'empty' }
  if (text.length > LONGEST_NOTE) return { outcome: 'invalid', why: 'too_long' }
  const { formId } = note
  if (!FORM_ID.test(formId)) return { outcome: 'invalid', why: 'form' }
  if (!(await first(owner, formId))) return { outcome: 'already_sent' }
  try {
    const appended = await appendText(notionFor(owner, id), note.pageId, note.kind, text)
    if (appended.kind === 'not_done') {
      await mayComeAgain(owner, formId)
      const { retryAfterSeconds, requestId } = appended
      return { outcome: 'not_saved', retryAfterSeconds, requestId }
    }
    // The page shows it, or shows whether it is there. Where that fails it does so within a minute.
    await forgetReads(owner, id).catch((error: unknown) =>
      log.warn({ err: error }, 'a page may not show a new note for a minute'),
    )
    return appended.kind === 'added'
      ? { outcome: 'added', blockId: appended.blockId }
      : { outcome: 'unknown', requestId: appended.requestId }
  } catch (error) {
    // What Notion may have carried out has an outcome: after the core's own errors nothing was.
    if (error instanceof LatchkeyError) await mayComeAgain(owner, formId)
    if (!(error instanceof NotionRefused)) throw error
    const { notionMessage: message, requestId } = error
    return { outcome: 'refused', kind: refusalKind(error), message, requestId }
  }
}
