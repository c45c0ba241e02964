import Link from 'next/link'
import type { ReactNode } from 'react'
import { PageFooter } from '@/components/page-footer'
import { PageHeader } from '@/components/page-header'
import { ForgetVisits } from '@/components/palette/forget-visits'
import { SessionWatch } from '@/components/session-watch'
import { currentSession, personMarkOf } from '@/lib/auth'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  // A page for visitors stays there when the database does not answer.
  const session = await currentSession().catch(() => undefined)
  return (
    <>
      <PageHeader href="/">
        <nav aria-label="Main" className="ml-auto">
          {session ? (
            <Link prefetch={false} href="/workspaces" className="link">
              Your workspaces
            </Link>
          ) : (
            <Link prefetch={false} href="/sign-in" className="link">
              Sign in
            </Link>
          )}
        </nav>
      </PageHeader>
      {session === null && <ForgetVisits />}
      {session !== undefined && <SessionWatch person={session && personMarkOf(session)} isPublic />}
      {children}
      <PageFooter />
    </>
  )
}
