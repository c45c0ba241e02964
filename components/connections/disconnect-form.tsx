import { useId } from 'react'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { Button } from '../ui/button'
import { ConfirmForm } from '../ui/confirm-form'
import { Dialog } from '../ui/dialog'
import { SubmitButton } from '../ui/submit-button'

/** Disconnects a workspace. With JavaScript, a dialog asks for confirmation first. */
export function DisconnectForm({
  action,
  connectionId,
  workspace,
}: {
  action: (form: FormData) => Promise<void>
  connectionId: string
  workspace: string
}) {
  const title = useId()
  return (
    <ConfirmForm action={action}>
      <input type="hidden" name="connectionId" value={connectionId} />
      <SubmitButton tone="quiet-danger" className="w-full">
        <span>
          Disconnect<span className="sr-only"> {workspace}</span>
        </span>
      </SubmitButton>
      <Dialog
        titleId={title}
        title={<>Disconnect {workspace}?</>}
        actions={
          <>
            <Button data-closes="">Cancel</Button>
            <SubmitButton tone="filled-danger">Disconnect</SubmitButton>
          </>
        }
      >
        <p>
          {PRODUCT_NAME} stops using this access immediately and asks Notion to revoke it. Nothing in Notion
          is deleted, and you can connect again at any time.
        </p>
      </Dialog>
    </ConfirmForm>
  )
}
