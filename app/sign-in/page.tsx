import { Clock } from 'lucide'
import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { VisitorSession } from '@/app/_components/visitor-session'
import { NoticeMessage } from '@/components/connections/notices-from-notion'
import { Logo } from '@/components/layout/logo'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { SignOutForm } from '@/components/sign-in/sign-out-form'
import { buttonClass } from '@/components/ui/button'
import { FocusOnArrival } from '@/components/ui/focus-on-arrival'
import { StatusMessage } from '@/components/ui/panel'
import { textLink } from '@/components/ui/text-link'
import { currentSession, safeReturnTo } from '@/lib/auth'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { pluralize } from '@/lib/shared/pluralize'
import { NextSteps } from './_components/next-steps'
import { continueWithNotion } from './actions'

export const metadata: Metadata = { title: 'Sign in', alternates: { canonical: './' } }

type Query = Promise<{
  returnTo?: string | string[]
  ended?: string | string[]
  kept?: string | string[]
  signedOut?: string | string[]
  notice?: string | string[]
}>

/** How many sessions "Sign out everywhere" ended, out of the address; null when it doesn't say. */
const parseEnded = (value: unknown) =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : null

export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams
  const returnTo = safeReturnTo(query.returnTo, '/workspaces')
  const ended = parseEnded(query.signedOut)
  // This page has to work while the database is down.
  const session = await currentSession().catch(() => undefined)
  return (
    <div className="grid grow desk:grid-cols-2">
      <VisitorSession session={session} />
      <div className="flex flex-col px-5 pt-3 desk:px-16 desk:pt-5 desk:pb-4">
        <header>
          <Link
            prefetch={false}
            href="/"
            className="flex min-h-11 w-fit items-center gap-2 text-md font-semibold tracking-[-0.015em]"
          >
            <Logo />
            {PRODUCT_NAME}
          </Link>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="w-full py-10 outline-none desk:m-auto desk:max-w-100 desk:py-12"
        >
          {query.notice === 'canceled' && (
            <FocusOnArrival className="mb-8 rounded-xl">
              <NoticeMessage name="canceled" />
            </FocusOnArrival>
          )}
          {session ? (
            <Title title="You’re signed in">
              {session.user.name
                ? `You’re signed in as ${session.user.name}.`
                : 'You’re signed in to this browser.'}{' '}
              To sign in as someone else, sign out first.
            </Title>
          ) : (
            <>
              {query.ended === '1' && (
                <div className="mb-8">
                  <StatusMessage icon={Clock}>
                    <strong className="text-ink">Your session ended,</strong> so your last click did nothing.
                    Sign in to go back to the page you were on.
                    {query.kept === '1' && ' We kept what you typed there.'}
                  </StatusMessage>
                </div>
              )}
              {ended !== null && (
                <div className="mb-8">
                  <StatusMessage>
                    You signed out everywhere. {pluralize(ended, 'session')} ended. Your connections are not
                    affected.
                  </StatusMessage>
                </div>
              )}
              <Title title="Sign in">Use your Notion account. There’s no password to remember.</Title>
            </>
          )}
          <div className="mt-6 mb-4">
            {session ? (
              <div className="flex flex-wrap gap-3">
                <Link prefetch={false} href={returnTo} className={buttonClass('primary')}>
                  Continue
                </Link>
                <SignOutForm />
              </div>
            ) : (
              <SignInForm action={continueWithNotion} returnTo={returnTo} size="lg" />
            )}
          </div>
          {!session && (
            <p className="text-dim">
              By continuing, you agree to the{' '}
              <Link prefetch={false} href="/terms" className={textLink}>
                Terms
              </Link>{' '}
              and{' '}
              <Link prefetch={false} href="/privacy" className={textLink}>
                Privacy policy
              </Link>
              .
            </p>
          )}
        </main>
        <footer className="py-4 text-xs text-dim">{PRODUCT_NAME} isn’t made or endorsed by Notion.</footer>
      </div>
      <NextSteps />
    </div>
  )
}

const Title = ({ title, children }: { title: string; children: ReactNode }) => (
  <>
    <h1>{title}</h1>
    <p className="mt-2 text-md text-dim">{children}</p>
  </>
)
