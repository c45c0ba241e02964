'use client'
import { useId, useRef } from 'react'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { SubmitButton } from '../ui/submit-button'

/**
 * Disconnects a workspace. With JavaScript, a dialog asks for confirmation first.
 */
export function DisconnectForm({
  action,
  connectionId,
  workspace,
}: {
  action: (form: FormData) => Promise<void>
  connectionId: string
  workspace: string
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  return (
    <form
      action={action}
      onSubmit={(event) => {
        if (dialog.current?.open) return
        event.preventDefault()
        dialog.current?.showModal()
      }}
    >
      <input type="hidden" name="connectionId" value={connectionId} />
      <SubmitButton tone="danger">
        Disconnect<span className="sr-only"> {workspace}</span>
      </SubmitButton>
      <Dialog
        ref={dialog}
        titleId={title}
        title={<>Disconnect {workspace}?</>}
        actions={
          <>
            <Button onClick={() => dialog.current?.close()}>Cancel</Button>
            <SubmitButton tone="filled-danger">Disconnect</SubmitButton>
          </>
        }
      >
        <p>
          {PRODUCT_NAME} stops using this access immediately and asks Notion to revoke it. Nothing in Notion
          is deleted, and you can connect again at any time.
        </p>
      </Dialog>
    </form>
  )
}
