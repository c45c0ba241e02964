import { ClearRecentPages } from '@/components/command-palette/clear-recent-pages'
import { SessionWatcher } from '@/components/sign-in/session-watcher'
import { personKeyOf, type SignedIn } from '@/lib/auth'

/**
 * What a page without personal content tells the browser about who is signed in.
 *
 * @param session null if nobody is signed in; undefined while the database doesn't answer
 */
export function VisitorSession({ session }: { session: SignedIn | null | undefined }) {
  if (session === undefined) return null
  return (
    <>
      {session === null && <ClearRecentPages />}
      <SessionWatcher person={session && personKeyOf(session)} isPublic />
    </>
  )
}
