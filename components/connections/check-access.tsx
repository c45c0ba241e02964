'use client'
import { type ReactNode, useActionState } from 'react'

/** Answers with what the check found, rendered on the server. */
export type CheckAction = (before: ReactNode, form: FormData) => Promise<ReactNode>

/** Checks with Notion whether the access works. */
export function CheckAccess({
  action,
  connectionId,
  children,
}: {
  action: CheckAction
  connectionId: string
  /** The button. */
  children: ReactNode
}) {
  const [result, submit, pending] = useActionState(action, null)
  return (
    <form action={submit} className="contents">
      <input type="hidden" name="connectionId" value={connectionId} />
      {children}
      <div role="status" className="order-last basis-full empty:hidden">
        {pending ? <p className="text-dim">Asking Notion …</p> : result}
      </div>
    </form>
  )
}
