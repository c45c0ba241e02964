import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { NoteForm } from '@/components/notion-page/note-form'
import { currentDraft } from '@/lib/auth'
import { MAX_NOTE_CHARACTERS, type Workspace } from '@/lib/content'
import { renderWithCapability } from '../../../_components/notion-boundary'
import { submitNote } from '../actions'

const MISSING_INSERT_CAPABILITY =
  'Notion did not give this connection the permission to add content, so nothing can be written here. Whoever runs this installation can add it at Notion; after that, reconnect.'

/** "Add a note", where introspection says that this connection may insert; else why not. */
export async function Notes({
  workspace,
  pageId,
  here,
}: {
  workspace: Workspace
  pageId: string
  here: string
}): Promise<ReactNode> {
  return renderWithCapability(workspace, here, 'insert_content', MISSING_INSERT_CAPABILITY, async () => (
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
