import { type IconNode, ListChecks, Plus, RefreshCw } from 'lucide'
import type { ReactNode } from 'react'
import type { IntentPurpose } from '@/lib/accounts'
import { CurrentPath } from '../layout/current-path'
import type { ButtonSize, ButtonTone } from '../ui/button'
import { Icon } from '../ui/icon'
import { SubmitButton } from '../ui/submit-button'

const ICONS: Readonly<Record<IntentPurpose, IconNode>> = {
  connect: Plus,
  reconnect: RefreshCw,
  change_pages: ListChecks,
}

export type ConnectAction = (form: FormData) => Promise<void>

/** Starts authorization in Notion, for this workspace again or for another one. Works without JavaScript. */
export function ConnectForm({
  action,
  purpose,
  connectionId,
  workspace,
  tone,
  size,
  short = false,
  inMenu = false,
  className,
}: {
  action: ConnectAction
  purpose: IntentPurpose
  connectionId?: string
  /** For screen readers, where a page has several of these buttons. */
  workspace?: string
  tone?: ButtonTone
  size?: ButtonSize
  /** Only "Connect" on phones. */
  short?: boolean
  inMenu?: boolean
  className?: string
}) {
  return (
    <form action={action} className={className}>
      <input type="hidden" name="purpose" value={purpose} />
      {connectionId && <input type="hidden" name="connectionId" value={connectionId} />}
      <CurrentPath name="returnTo" />
      <SubmitButton tone={tone} size={size} inMenu={inMenu} className="w-full">
        <Icon icon={ICONS[purpose]} />
        <span>
          {label(purpose, short)}
          {workspace && <span className="sr-only"> {workspace}</span>}
        </span>
      </SubmitButton>
    </form>
  )
}

function label(purpose: IntentPurpose, short: boolean): ReactNode {
  switch (purpose) {
    case 'connect':
      return short ? (
        <>
          Connect<span className="max-xs:sr-only"> workspace</span>
        </>
      ) : (
        'Connect workspace'
      )
    case 'reconnect':
      return 'Reconnect'
    case 'change_pages':
      return 'Change shared pages'
    default:
      return purpose satisfies never
  }
}
