'use server'
import { randomUUID } from 'node:crypto'
import { revalidatePath } from 'next/cache'
import { notFound } from 'next/navigation'
import { pageHref } from '@/components/addresses'
import type { NoteSent } from '@/components/page/note-form'
import { currentSession, endedSession, forgetDraft } from '@/lib/auth'
import { addNote, parseNotionId } from '@/lib/browse'
import { draftOf } from '@/lib/config'
import { findConnection, parseConnectionId } from '@/lib/connections'
import { LatchkeyError } from '@/lib/errors'
import { troubleOf } from '../../../../trouble'

/** "Add note": appends to the page in Notion, once. */
export async function note(_before: NoteSent | null, form: FormData): Promise<NoteSent> {
  const connectionId = parseConnectionId(form.get('connectionId'))
  const pageId = parseNotionId(form.get('pageId'))
  const here = connectionId && pageId ? pageHref(connectionId, pageId) : '/workspaces'
  const session = await currentSession()
  if (!session) return endedSession(here, draftOf(form))
  const { user } = session
  if (!connectionId || !pageId || !(await findConnection(user.id, connectionId))) notFound()
  const text = String(form.get('text') ?? '')
  const given = { kind: form.get('kind') === 'to_do' ? 'to_do' : 'paragraph', text } as const
  const formId = String(form.get('formId') ?? '')
  try {
    const result = await addNote(user.id, connectionId, { formId, pageId, ...given })
    const { outcome } = result
    // Sending the same form again after these is right: it is carried out, or its outcome is told.
    const sameForm = ['not_saved', 'invalid', 'refused', 'in_progress'].includes(outcome)
    const done = outcome === 'added' || outcome === 'already_sent'
    if (done) await forgetDraft(here)
    if (done || outcome === 'unknown') revalidatePath(here)
    return { result, ...given, text: done ? '' : text, formId: sameForm ? formId : randomUUID() }
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error
    return { trouble: troubleOf(error), ...given, formId }
  }
}
