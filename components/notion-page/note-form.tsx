'use client'
import { SquareCheck, Type } from 'lucide'
import { unstable_rethrow } from 'next/navigation'
import { useActionState, useEffect, useRef, useState } from 'react'
import type { NoteOutcome } from '@/lib/content'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { notionHref } from '@/lib/shared/urls'
import type { ErrorView } from '../errors/error-views'
import { RequestId } from '../errors/request-id'
import { isFromAnotherBuild } from '../recovery/app-updated'
import { Icon } from '../ui/icon'
import { Segments, segmentClass } from '../ui/segments'
import { SubmitButton } from '../ui/submit-button'
import { textLink } from '../ui/text-link'
import { type StoredDraft, storeDraft, storedDraft } from './stored-draft'

/** The result of sending a note, and the form's current values. */
export type NoteFormState = {
  readonly kind: 'paragraph' | 'to_do'
  readonly text: string
  readonly formId: string
} & (
  | { readonly result: NoteOutcome }
  | { readonly errorView: ErrorView }
  /** The browser sent it and got no answer. */
  | { readonly interrupted: true }
)

type NoteAction = (before: NoteFormState | null, form: FormData) => Promise<NoteFormState>

interface Message {
  readonly tone: 'good' | 'danger' | 'plain'
  readonly text: string
  readonly requestId?: string | null
  /** Only the page in Notion shows what happened. */
  readonly check?: boolean
}

const again = (seconds: number | null) =>
  seconds === null ? 'Send it again in a moment.' : `Send it again in ${seconds} s.`

function messageOf(sent: NoteFormState): Message {
  if ('interrupted' in sent)
    return {
      tone: 'danger',
      text: 'The connection broke, so we don’t know if this note was saved. Select “Add note” again: it isn’t added twice.',
    }
  if ('errorView' in sent) {
    const { action, retryAfterSeconds, requestId } = sent.errorView
    return {
      tone: 'danger',
      text:
        action === 'reconnect'
          ? 'This note wasn’t saved. Reconnect the workspace first. Your text stays here.'
          : `This note wasn’t saved. ${again(retryAfterSeconds)}`,
      requestId,
    }
  }
  const { result } = sent
  switch (result.outcome) {
    case 'added':
      return { tone: 'good', text: 'Added to the end of this page.' }
    case 'already_sent':
      return { tone: 'good', text: 'This note was added before, so it wasn’t sent again.' }
    case 'in_progress':
      return {
        tone: 'plain',
        text: 'This note is still being sent. Select “Add note” again in a moment to see the result. It isn’t added twice.',
      }
    case 'invalid':
      return {
        tone: 'danger',
        text:
          result.why === 'empty'
            ? 'Write something first.'
            : result.why === 'form'
              ? 'This form can’t be used any more. Reload the page and write the note again.'
              : 'Notion doesn’t accept notes this long. Shorten it to 2,000 characters.',
      }
    case 'not_saved':
      return {
        tone: 'danger',
        text:
          result.why === 'database'
            ? 'Our database didn’t answer, so this note wasn’t sent. Send it again in a moment.'
            : result.retryAfterSeconds === null
              ? 'Notion isn’t responding. This note wasn’t saved. Send it again in a moment.'
              : `Notion’s rate limit was reached. This note wasn’t saved. ${again(result.retryAfterSeconds)}`,
        requestId: result.requestId,
      }
    case 'unknown':
      return {
        tone: 'danger',
        text: 'We don’t know if Notion saved this note.',
        check: true,
        requestId: result.requestId,
      }
    case 'refused':
      return {
        tone: 'danger',
        text:
          result.kind === 'not_found'
            ? 'This note wasn’t saved. The page was deleted, or it’s no longer shared.'
            : `This note wasn’t saved. Notion refused it${result.message ? `: “${result.message}”` : '.'}`,
        requestId: result.requestId,
      }
    default:
      return result satisfies never
  }
}

const TONES = { good: 'text-good', danger: 'text-danger', plain: '' } as const

/** The result of sending a note, in words. */
export function NoteResult({ sent, inNotion }: { sent: NoteFormState; inNotion: string | null }) {
  const { tone, text, requestId, check } = messageOf(sent)
  return (
    <>
      <p className={TONES[tone]}>
        {text}{' '}
        {check &&
          (inNotion ? (
            <>
              <a href={inNotion} className={textLink} target="_blank" rel="noreferrer">
                Open the page in Notion<span className="sr-only"> (new tab)</span>
              </a>{' '}
              to check.
            </>
          ) : (
            'Open the page in Notion to check.'
          ))}
      </p>
      <RequestId id={requestId ?? null} />
    </>
  )
}

const KINDS = [
  ['paragraph', 'Text', Type],
  ['to_do', 'To-do', SquareCheck],
] as const

/** An action that reports an answer that never came, instead of replacing the page and the text on it. */
const reporting =
  (action: NoteAction): NoteAction =>
  async (before, form) => {
    try {
      return await action(before, form)
    } catch (error) {
      unstable_rethrow(error)
      if (error instanceof Error && isFromAnotherBuild(error)) throw error
      return {
        interrupted: true,
        text: String(form.get('text')),
        kind: form.get('kind') === 'to_do' ? 'to_do' : 'paragraph',
        formId: String(form.get('formId')),
      }
    }
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
  // Without JavaScript the form needs the server's own action.
  const [used, setUsed] = useState(() => action)
  const [sent, submit] = useActionState(used, null)
  const form = useRef<HTMLFormElement>(null)
  const [stored, setStored] = useState<StoredDraft | null>(null)
  useEffect(() => setUsed(() => reporting(action)), [action])
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
    >
      <input type="hidden" name="connectionId" value={connectionId} />
      <input type="hidden" name="pageId" value={pageId} />
      <input type="hidden" name="formId" value={sent?.formId ?? stored?.formId ?? formId} />
      <div className="rounded-xl border border-edge bg-raised has-[textarea:focus-visible]:border-brass has-[textarea:focus-visible]:outline-1 has-[textarea:focus-visible]:outline-brass">
        <textarea
          name="text"
          rows={3}
          required
          maxLength={longest}
          defaultValue={kept?.text ?? ''}
          aria-label="Note"
          aria-describedby="note-hint note-outcome"
          placeholder="Write a note…"
          dir="auto"
          className="block min-h-21 w-full resize-y rounded-t-xl px-4 py-3 text-md outline-none placeholder:text-dim placeholder:opacity-100 forced-colors:focus-visible:outline-2"
        />
        <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line p-2">
          {/* Remounts when a stored draft is found: browsers ignore a new default of a radio button that was set. */}
          <Segments key={stored ? 'stored' : 'empty'} role="radiogroup" label="Add as">
            {KINDS.map(([value, name, icon]) => (
              <label key={value} className={`relative ${segmentClass}`}>
                <input
                  type="radio"
                  name="kind"
                  value={value}
                  defaultChecked={(kept?.kind ?? 'paragraph') === value}
                  className="absolute inset-0 size-full cursor-pointer opacity-0"
                />
                <Icon icon={icon} />
                {name}
              </label>
            ))}
          </Segments>
          <SubmitButton tone="primary">Add note</SubmitButton>
        </div>
      </div>
      <p id="note-hint" className="mt-1.5 text-xs text-dim">
        Added to the end of this page. Notion shows it as added by {PRODUCT_NAME}.
      </p>
      <div role="status" id="note-outcome" className="mt-3 empty:hidden">
        {sent && <NoteResult sent={sent} inNotion={notionHref(pageId)} />}
        {!sent && kept && <p>We kept what you typed here. Select “Add note” to add it.</p>}
      </div>
    </form>
  )
}
