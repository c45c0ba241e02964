import Link from 'next/link'
import type { ReactNode } from 'react'
import { ClearRecentPages } from '@/components/command-palette/clear-recent-pages'
import { PageFooter } from '@/components/layout/page-footer'
import { PageHeader } from '@/components/layout/page-header'
import { SessionWatcher } from '@/components/sign-in/session-watcher'
import { textLink } from '@/components/ui/text-link'
import { currentSession, personKeyOf } from '@/lib/auth'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  // Public pages have to work while the database is down.
  const session = await currentSession().catch(() => undefined)
  return (
    <>
      <PageHeader href="/">
        <nav aria-label="Main" className="ml-auto">
          {session ? (
            <Link prefetch={false} href="/workspaces" className={textLink}>
              Your workspaces
            </Link>
          ) : (
            <Link prefetch={false} href="/sign-in" className={textLink}>
              Sign in
            </Link>
          )}
        </nav>
      </PageHeader>
      {session === null && <ClearRecentPages />}
      {session !== undefined && <SessionWatcher person={session && personKeyOf(session)} isPublic />}
      {children}
      <PageFooter />
    </>
  )
}
