import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { PublicFooter } from '@/app/_components/public-footer'
import { VisitorSession } from '@/app/_components/visitor-session'
import { PageHeader } from '@/components/layout/page-header'
import { buttonClass } from '@/components/ui/button'
import { currentSession } from '@/lib/auth'
import { config } from '@/lib/config'
import { PRODUCT_NAME, PRODUCT_TAGLINE } from '@/lib/shared/brand.mjs'
import { LINK_PREVIEW } from '@/lib/shared/link-preview'
import { DOCUMENTATION, sourceFileHref } from '@/lib/shared/source'

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

const WIDE_ONLY = buttonClass('quiet', 'max-desk:hidden')

export default async function PublicLayout({ children }: { children: ReactNode }) {
  // Public pages have to work while the database is down.
  const session = await currentSession().catch(() => undefined)
  const { sourceUrl } = config()
  return (
    <>
      <PageHeader href="/">
        <nav aria-label="Main" className="ml-auto flex items-center gap-1">
          <a href="/#how" className={WIDE_ONLY}>
            How it works
          </a>
          <a href="/#developers" className={WIDE_ONLY}>
            Developers
          </a>
          {sourceUrl && (
            <a href={sourceFileHref(sourceUrl, DOCUMENTATION)} className={WIDE_ONLY}>
              Docs
            </a>
          )}
          <Link prefetch={false} href={session ? '/workspaces' : '/sign-in'} className={buttonClass()}>
            {session ? 'Your workspaces' : 'Sign in'}
          </Link>
        </nav>
      </PageHeader>
      <VisitorSession session={session} />
      {children}
      <PublicFooter />
    </>
  )
}
