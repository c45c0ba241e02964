import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { NoteForm } from '@/components/notion-page/note-form'
import { currentDraft } from '@/lib/auth'
import { MAX_NOTE_CHARACTERS, type Workspace } from '@/lib/content'
import { renderWithCapability } from '../../../_components/notion-boundary'
import { submitNote } from '../actions'

/** The "Add a note" form, or why this connection can't add content. */
export async function Notes({
  workspace,
  pageId,
  here,
}: {
  workspace: Workspace
  pageId: string
  here: string
}): Promise<ReactNode> {
  return renderWithCapability(workspace, here, 'insert_content', 'add content', async () => (
    <NoteForm
      action={submitNote}
      connectionId={workspace.connection.id}
      pageId={pageId}
      formId={randomUUID()}
      draft={await currentDraft()}
      longest={MAX_NOTE_CHARACTERS}
    />
  ))
}
