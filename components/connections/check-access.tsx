'use client'
import { useActionState } from 'react'
import { SubmitButton } from '../ui/submit-button'
import { type AccessCheck, AccessReportView } from './access-report'

export type CheckAction = (before: AccessCheck | null, form: FormData) => Promise<AccessCheck | null>

/** Checks with Notion whether the access works. */
export function CheckAccess({
  action,
  connectionId,
  workspace,
}: {
  action: CheckAction
  connectionId: string
  workspace: string
}) {
  const [checked, submit, pending] = useActionState(action, null)
  return (
    <form action={submit} className="contents">
      <input type="hidden" name="connectionId" value={connectionId} />
      <SubmitButton>
        Check access<span className="sr-only"> to {workspace}</span>
      </SubmitButton>
      <div role="status" className="order-last basis-full empty:hidden">
        {pending ? (
          <p className="text-dim">Asking Notion …</p>
        ) : (
          checked && <AccessReportView checked={checked} />
        )}
      </div>
    </form>
  )
}
