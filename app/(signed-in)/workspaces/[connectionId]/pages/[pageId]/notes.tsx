import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { NoteForm } from '@/components/page/note-form'
import { LONGEST_NOTE, type Workspace } from '@/lib/browse'
import { fromNotion } from '../../from-notion'
import { note } from './actions'

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
  return fromNotion(workspace, here, async () => {
    const { scope } = await workspace.access()
    if (!scope.includes('insert_content'))
      return (
        <p className="text-dim">
          Notion did not give this connection the permission to add content, so nothing can be written here.
          Whoever runs this installation can add it at Notion; after that, reconnect.
        </p>
      )
    return (
      <NoteForm
        action={note}
        connectionId={workspace.connection.id}
        pageId={pageId}
        formId={randomUUID()}
        longest={LONGEST_NOTE}
      />
    )
  })
}
