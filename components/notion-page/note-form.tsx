'use client'
import { useActionState, useEffect, useRef, useState } from 'react'
import type { NoteOutcome } from '@/lib/content'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import type { ErrorView } from '../errors/error-views'
import { RequestId } from '../errors/request-id'
import { SubmitButton } from '../ui/submit-button'
import { type StoredDraft, storeDraft, storedDraft } from './stored-draft'

/** What became of a note, and what the form holds now. */
export type NoteFormState = {
  readonly kind: 'paragraph' | 'to_do'
  readonly text: string
  readonly formId: string
} & ({ readonly result: NoteOutcome } | { readonly trouble: ErrorView })

type NoteAction = (before: NoteFormState | null, form: FormData) => Promise<NoteFormState>

function resultMessage(sent: NoteFormState): { good: boolean; words: string; requestId?: string | null } {
  if ('trouble' in sent)
    return {
      good: false,
      words:
        sent.trouble.action === 'reconnect'
          ? 'Nothing was saved: this workspace needs to be reconnected first.'
          : sent.trouble.retryAfterSeconds !== null
            ? `Nothing was saved: Notion asks us to wait ${sent.trouble.retryAfterSeconds} s. Send it again then.`
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
          'This note is still being sent, and what came of it isn’t known yet. Press “Add note” again in a moment to see it; it won’t be added twice.',
      }
    case 'invalid':
      return {
        good: false,
        words:
          result.why === 'empty'
            ? 'Write something first.'
            : result.why === 'form'
              ? 'This form can’t be used any more. Load the page anew and write the note again.'
              : 'That is longer than Notion takes in one note: shorten it to 2,000 characters.',
      }
    case 'not_saved':
      return {
        good: false,
        words:
          result.why === 'database'
            ? 'Nothing was saved: our database did not answer. Send it again in a moment.'
            : result.retryAfterSeconds === null
              ? 'Nothing was saved: Notion couldn’t be reached. Send it again in a moment.'
              : `Nothing was saved: Notion asks us to wait ${result.retryAfterSeconds} s. Send it again then.`,
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

/** What became of a note, in words. */
export function NoteResult({ sent }: { sent: NoteFormState }) {
  const { good, words, requestId } = resultMessage(sent)
  return (
    <>
      <p className={good ? 'text-good' : 'text-danger'}>{words}</p>
      <RequestId id={requestId ?? null} />
    </>
  )
}

/** Appends a paragraph or a to-do to the page in Notion. Works without JavaScript; sent twice, it is added once. */
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
  /** What was typed here before the session ended, or before an update. */
  draft: Pick<StoredDraft, 'text' | 'kind'> | null
  longest: number
}) {
  const [sent, submit] = useActionState(action, null)
  const form = useRef<HTMLFormElement>(null)
  const [stored, setStored] = useState<StoredDraft | null>(null)
  useEffect(() => {
    const found = storedDraft(pageId)
    if (found) setStored(found)
    // Whatever leads away keeps what is typed: a reload, an update, the way to the sign-in page.
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
        <textarea
          name="text"
          rows={3}
          required
          maxLength={longest}
          defaultValue={kept?.text ?? ''}
          aria-label="Note"
          aria-describedby="note-outcome"
          className="w-full rounded-lg border border-edge bg-raised px-3 py-2"
        />
      </label>
      <div className="flex flex-wrap items-center gap-4">
        {/* Drawn again once a stored draft was found: browsers ignore a new default of a button that was set. */}
        <fieldset key={stored ? 'stored' : 'empty'} className="flex gap-4">
          <legend className="sr-only">As what</legend>
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
