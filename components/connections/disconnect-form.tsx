'use client'
import { useId, useRef } from 'react'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { Button } from '../ui/button'
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
      <dialog
        ref={dialog}
        aria-labelledby={title}
        className="m-auto max-w-md rounded-card border border-line bg-raised p-6 text-ink"
      >
        <h2 id={title} className="text-lg">
          Disconnect {workspace}?
        </h2>
        <p className="mt-2 text-dim">
          {PRODUCT_NAME} stops using this access immediately and asks Notion to revoke it until Notion
          confirms. Your content in Notion isn’t deleted. You can connect again at any time.
        </p>
        <div className="mt-5 flex flex-wrap justify-end gap-3">
          <Button onClick={() => dialog.current?.close()}>Cancel</Button>
          <SubmitButton tone="danger">Disconnect</SubmitButton>
        </div>
      </dialog>
    </form>
  )
}
