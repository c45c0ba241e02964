'use server'
import { randomUUID } from 'node:crypto'
import { revalidatePath } from 'next/cache'
import { notFound } from 'next/navigation'
import { toErrorView } from '@/app/_lib/error-view'
import type { NoteFormState } from '@/components/notion-page/note-form'
import { currentSession, deleteDraft, redirectToSignIn } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { parseDraft } from '@/lib/config'
import { addNote } from '@/lib/content'
import { isLatchkeyError } from '@/lib/errors'
import { parseNotionId } from '@/lib/shared/ids'
import { pageHref } from '@/lib/shared/urls'
import { parseConnectionId } from '@/lib/token-vault'

/** "Add note": appends to the page in Notion. A form that is submitted twice adds one note. */
export async function submitNote(_before: NoteFormState | null, form: FormData): Promise<NoteFormState> {
  const connectionId = parseConnectionId(form.get('connectionId'))
  const pageId = parseNotionId(form.get('pageId'))
  const here = connectionId && pageId ? pageHref(connectionId, pageId) : '/workspaces'
  const session = await currentSession()
  if (!session) return redirectToSignIn(here, parseDraft(form))
  const { user } = session
  if (!connectionId || !pageId || !(await appVault().findConnection(user.id, connectionId))) notFound()
  const text = String(form.get('text') ?? '')
  const given = { kind: form.get('kind') === 'to_do' ? 'to_do' : 'paragraph', text } as const
  const formId = String(form.get('formId') ?? '')
  try {
    const result = await addNote(appVault(), user.id, connectionId, { formId, pageId, ...given })
    const { outcome } = result
    // After these outcomes the person may submit the same form again: it is carried out, or its outcome is shown.
    const sameForm = ['not_saved', 'invalid', 'refused', 'in_progress'].includes(outcome)
    const done = outcome === 'added' || outcome === 'already_sent'
    if (done) await deleteDraft(here)
    if (done || outcome === 'unknown') revalidatePath(here)
    return { result, ...given, text: done ? '' : text, formId: sameForm ? formId : randomUUID() }
  } catch (error) {
    if (!isLatchkeyError(error)) throw error
    return { errorView: toErrorView(error), ...given, formId }
  }
}
