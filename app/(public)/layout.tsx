import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ClearRecentPages } from '@/components/command-palette/clear-recent-pages'
import { PageFooter } from '@/components/layout/page-footer'
import { PageHeader } from '@/components/layout/page-header'
import { SessionWatcher } from '@/components/sign-in/session-watcher'
import { textLink } from '@/components/ui/text-link'
import { currentSession, personKeyOf } from '@/lib/auth'
import { PRODUCT_NAME, PRODUCT_TAGLINE } from '@/lib/shared/brand.mjs'
import { LINK_PREVIEW } from '@/lib/shared/link-preview'

/** Next.js puts AUTH_URL before each address (app/layout.tsx), and the path of the page in place of `./`. */
export const metadata: Metadata = {
  alternates: { canonical: './' },
  openGraph: {
    type: 'website',
    siteName: PRODUCT_NAME,
    locale: 'en_US',
    url: './',
    images: [{ url: LINK_PREVIEW.path, ...LINK_PREVIEW.size, alt: `${PRODUCT_NAME}. ${PRODUCT_TAGLINE}.` }],
  },
  twitter: { card: 'summary_large_image' },
}

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
