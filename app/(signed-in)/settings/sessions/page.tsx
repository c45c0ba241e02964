import type { Metadata } from 'next'
import { SignOutForm } from '@/components/sign-in/sign-out-form'
import { requireSession } from '@/lib/auth'

export const metadata: Metadata = { title: 'Sessions' }

export default async function SessionsPage() {
  await requireSession('/settings/sessions')
  return (
    <>
      <h1 className="text-2xl">Sessions</h1>
      <p className="mt-2 max-w-[68ch] text-dim">
        A session ends 30 days after you signed in, or 7 days after you last used it. If you signed in on a
        device that is not yours any more, end every session at once; your connections stay as they are.
      </p>
      <SignOutForm kind="everywhere" label="Sign out everywhere" className="mt-5" />
    </>
  )
}
