import type { Metadata } from 'next'
import { Submit } from '@/components/submit'
import { requireSession } from '@/lib/auth'
import { signOutEverywhere } from '../../actions'

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
      <form action={signOutEverywhere} className="mt-5">
        <Submit className="button-danger">Sign out everywhere</Submit>
      </form>
    </>
  )
}
