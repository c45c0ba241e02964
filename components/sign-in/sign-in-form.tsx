import { SubmitButton } from '../ui/submit-button'

/** Starts sign-in with Notion. Works without JavaScript. */
export function SignInForm({
  action,
  returnTo,
}: {
  action: (form: FormData) => Promise<void>
  returnTo: string
}) {
  return (
    <form action={action}>
      <input type="hidden" name="returnTo" value={returnTo} />
      <SubmitButton tone="primary">Continue with Notion</SubmitButton>
    </form>
  )
}
