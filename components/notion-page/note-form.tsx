'use client'
import { useActionState, useEffect, useRef, useState } from 'react'
import type { NoteOutcome } from '@/lib/content'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import type { ErrorView } from '../errors/error-views'
import { RequestId } from '../errors/request-id'
import { Textarea } from '../ui/field'
import { SubmitButton } from '../ui/submit-button'
import { type StoredDraft, storeDraft, storedDraft } from './stored-draft'

/** The result of sending a note, and the form's current values. */
export type NoteFormState = {
  readonly kind: 'paragraph' | 'to_do'
  readonly text: string
  readonly formId: string
} & ({ readonly result: NoteOutcome } | { readonly errorView: ErrorView })

type NoteAction = (before: NoteFormState | null, form: FormData) => Promise<NoteFormState>

function resultMessage(sent: NoteFormState): { good: boolean; words: string; requestId?: string | null } {
  if ('errorView' in sent)
    return {
      good: false,
      words:
        sent.errorView.action === 'reconnect'
          ? 'Nothing was saved: this workspace needs to be reconnected first.'
          : sent.errorView.retryAfterSeconds !== null
            ? `Nothing was saved: Notion asks us to wait ${sent.errorView.retryAfterSeconds} s. Send it again after that.`
            : 'Nothing was saved. Try again in a moment.',
    }
  const { result } = sent
  switch (result.outcome) {
    case 'added':
      return { good: true, words: 'The note was added to the end of the page in Notion.' }
    case 'already_sent':
      return {
        good: true,
        words: 'This note was already added to the end of the page, so it was not sent again.',
      }
    case 'in_progress':
      return {
        good: false,
        words:
          'This note is still being sent. Select “Add note” again in a moment to see the result; it won’t be added twice.',
      }
    case 'invalid':
      return {
        good: false,
        words:
          result.why === 'empty'
            ? 'Write something first.'
            : result.why === 'form'
              ? 'This form can’t be used any more. Reload the page and write the note again.'
              : 'Notion doesn’t accept notes this long. Shorten it to 2,000 characters.',
      }
    case 'not_saved':
      return {
        good: false,
        words:
          result.why === 'database'
            ? 'Nothing was saved: our database didn’t respond. Try again in a moment.'
            : result.retryAfterSeconds === null
              ? 'Nothing was saved: Notion couldn’t be reached. Send it again in a moment.'
              : `Nothing was saved: Notion asks us to wait ${result.retryAfterSeconds} s. Send it again after that.`,
        requestId: result.requestId,
      }
    case 'unknown':
      return {
        good: false,
        words:
          'We don’t know whether Notion saved the note, so it was not sent again. Look at the end of the page, and send it again only if it isn’t there.',
        requestId: result.requestId,
      }
    case 'refused':
      return {
        good: false,
        words:
          result.kind === 'not_found'
            ? 'Nothing was saved: the page was deleted, or it is no longer shared with this connection.'
            : `Nothing was saved: Notion refused it${result.message ? ` and said: “${result.message}”` : '.'}`,
        requestId: result.requestId,
      }
    default:
      return result satisfies never
  }
}

/** The result of sending a note, in words. */
export function NoteResult({ sent }: { sent: NoteFormState }) {
  const { good, words, requestId } = resultMessage(sent)
  return (
    <>
      <p className={good ? 'text-good' : 'text-danger'}>{words}</p>
      <RequestId id={requestId ?? null} />
    </>
  )
}

/** Appends a paragraph or to-do to the page in Notion. Works without JavaScript. A form that is sent twice adds one note. */
export function NoteForm({
  action,
  connectionId,
  pageId,
  formId,
  draft,
  longest,
}: {
  action: NoteAction
  connectionId: string
  pageId: string
  formId: string
  /** The text from before the session ended or the app was updated. */
  draft: Pick<StoredDraft, 'text' | 'kind'> | null
  longest: number
}) {
  const [sent, submit] = useActionState(action, null)
  const form = useRef<HTMLFormElement>(null)
  const [stored, setStored] = useState<StoredDraft | null>(null)
  useEffect(() => {
    const found = storedDraft(pageId)
    if (found) setStored(found)
    // Keeps the text across a reload, an update and a new sign-in.
    const keep = () => form.current && storeDraft(pageId, new FormData(form.current))
    window.addEventListener('pagehide', keep)
    return () => window.removeEventListener('pagehide', keep)
  }, [pageId])
  useEffect(() => {
    if (sent && form.current) storeDraft(pageId, new FormData(form.current))
  }, [sent, pageId])
  const kept = sent ?? stored ?? draft
  return (
    <form
      ref={form}
      action={submit}
      onInput={(event) => storeDraft(pageId, new FormData(event.currentTarget))}
      className="grid gap-3"
    >
      <input type="hidden" name="connectionId" value={connectionId} />
      <input type="hidden" name="pageId" value={pageId} />
      <input type="hidden" name="formId" value={sent?.formId ?? stored?.formId ?? formId} />
      <label className="grid gap-1">
        <span className="text-sm text-dim">
          Added to the end of this page in Notion, shown there as added by {PRODUCT_NAME}.
        </span>
        <Textarea
          name="text"
          rows={3}
          required
          maxLength={longest}
          defaultValue={kept?.text ?? ''}
          aria-label="Note"
          aria-describedby="note-outcome"
          className="w-full px-3 py-2"
        />
      </label>
      <div className="flex flex-wrap items-center gap-4">
        {/* Remounts when a stored draft is found: browsers ignore a new default of a radio button that was set. */}
        <fieldset key={stored ? 'stored' : 'empty'} className="flex gap-4">
          <legend className="sr-only">Note type</legend>
          <label className="flex items-center gap-2">
            <input type="radio" name="kind" value="paragraph" defaultChecked={kept?.kind !== 'to_do'} /> Text
          </label>
          <label className="flex items-center gap-2">
            <input type="radio" name="kind" value="to_do" defaultChecked={kept?.kind === 'to_do'} /> To-do
          </label>
        </fieldset>
        <SubmitButton className="ml-auto">Add note</SubmitButton>
      </div>
      <div role="status" id="note-outcome">
        {sent && <NoteResult sent={sent} />}
        {!sent && kept && <p>We kept what you typed here. Select “Add note” to add it.</p>}
      </div>
    </form>
  )
}
