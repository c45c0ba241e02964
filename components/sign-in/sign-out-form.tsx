import type { ReactNode } from 'react'
import type { SignOutKind } from '@/lib/auth'
import { SubmitButton } from '../ui/submit-button'

/** Ends sessions. Submitted as a full navigation, so that no content stays in the tab's memory. */
export function SignOutForm({
  kind = 'here',
  label = 'Sign out',
  className,
  inMenu = false,
}: {
  kind?: SignOutKind
  label?: ReactNode
  className?: string
  inMenu?: boolean
}) {
  return (
    <form method="post" action="/sign-out" className={className}>
      <input type="hidden" name="kind" value={kind} />
      <SubmitButton tone={kind === 'everywhere' ? 'danger' : 'plain'} inMenu={inMenu}>
        {label}
      </SubmitButton>
    </form>
  )
}
