import { redirect } from 'next/navigation'

/** Sessions are part of the account page. */
export default function SessionsPage() {
  redirect('/settings/account#sessions')
}
