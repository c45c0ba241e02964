import { Submit } from './submit'

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
      <Submit className="button-primary">Continue with Notion</Submit>
    </form>
  )
}
