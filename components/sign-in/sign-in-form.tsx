import { SubmitButton } from '../ui/submit-button'

/** The way to Notion's sign-in. Works without JavaScript. */
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
      <SubmitButton className="button-primary">Continue with Notion</SubmitButton>
    </form>
  )
}
