import type { SignOutKind } from '@/lib/auth'
import { SubmitButton } from '../ui/submit-button'

/** A form that ends sessions. It is sent as a navigation, so that nothing that was read stays in the tab. */
export function SignOutForm({
  kind = 'here',
  label = 'Sign out',
  className,
}: {
  kind?: SignOutKind
  label?: string
  className?: string
}) {
  return (
    <form method="post" action="/sign-out" className={className}>
      <input type="hidden" name="kind" value={kind} />
      <SubmitButton className={kind === 'everywhere' ? 'button-danger' : ''}>{label}</SubmitButton>
    </form>
  )
}
