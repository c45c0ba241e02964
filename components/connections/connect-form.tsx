import type { IntentPurpose } from '@/lib/accounts'
import { CurrentPath } from '../layout/current-path'
import { SubmitButton } from '../ui/submit-button'

const LABELS: Readonly<Record<IntentPurpose, string>> = {
  connect: 'Connect another workspace',
  reconnect: 'Reconnect',
  change_pages: 'Change shared pages',
}

export type ConnectAction = (form: FormData) => Promise<void>

/** Goes to Notion, to authorize a workspace anew or another one. Works without JavaScript. */
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
  /** Told to screen readers where several such buttons stand on one page. */
  workspace?: string
  primary?: boolean
}) {
  return (
    <form action={action}>
      <input type="hidden" name="purpose" value={purpose} />
      {connectionId && <input type="hidden" name="connectionId" value={connectionId} />}
      <CurrentPath name="returnTo" />
      <SubmitButton className={primary ? 'button-primary' : ''}>
        {LABELS[purpose]}
        {workspace && <span className="sr-only"> {workspace}</span>}
      </SubmitButton>
    </form>
  )
}
