import type { ButtonSize } from '../ui/button'
import { SubmitButton } from '../ui/submit-button'

/** Starts sign-in with Notion. Works without JavaScript. The button is as wide as its form. */
export function SignInForm({
  action,
  returnTo,
  size,
}: {
  action: (form: FormData) => Promise<void>
  returnTo: string
  size?: ButtonSize
}) {
  return (
    <form action={action}>
      <input type="hidden" name="returnTo" value={returnTo} />
      <SubmitButton tone="primary" size={size} className="w-full">
        Continue with Notion
      </SubmitButton>
    </form>
  )
}
