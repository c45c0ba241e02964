import type { IntentPurpose } from '@/lib/accounts'
import { CurrentPath } from '../layout/current-path'
import { SubmitButton } from '../ui/submit-button'

const LABELS: Readonly<Record<IntentPurpose, string>> = {
  connect: 'Connect another workspace',
  reconnect: 'Reconnect',
  change_pages: 'Change shared pages',
}

export type ConnectAction = (form: FormData) => Promise<void>

/** Starts authorization in Notion, for this workspace again or for another one. Works without JavaScript. */
export function ConnectForm({
  action,
  purpose,
  connectionId,
  workspace,
  primary = false,
}: {
  action: ConnectAction
  purpose: IntentPurpose
  connectionId?: string
  /** For screen readers, where a page has several of these buttons. */
  workspace?: string
  primary?: boolean
}) {
  return (
    <form action={action}>
      <input type="hidden" name="purpose" value={purpose} />
      {connectionId && <input type="hidden" name="connectionId" value={connectionId} />}
      <CurrentPath name="returnTo" />
      <SubmitButton tone={primary ? 'primary' : 'plain'}>
        {LABELS[purpose]}
        {workspace && <span className="sr-only"> {workspace}</span>}
      </SubmitButton>
    </form>
  )
}
