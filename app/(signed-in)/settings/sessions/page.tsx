import type { Metadata } from 'next'
import { SettingsHead } from '@/components/layout/settings-head'
import { SignOutForm } from '@/components/sign-in/sign-out-form'
import { requireSession } from '@/lib/auth'

export const metadata: Metadata = { title: 'Sessions · Settings' }

export default async function SessionsPage() {
  await requireSession('/settings/sessions')
  return (
    <>
      <SettingsHead />
      <h2>Sessions</h2>
      <p className="mt-2 max-w-[68ch] text-dim">
        Sessions end 30 days after you sign in, or after 7 days without use. If you signed in on a device you
        no longer have, sign out everywhere. Your connections are not affected.
      </p>
      <SignOutForm kind="everywhere" label="Sign out everywhere" className="mt-5" />
    </>
  )
}
