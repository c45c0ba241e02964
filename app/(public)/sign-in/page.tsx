import type { Metadata } from 'next'
import Link from 'next/link'
import { NoticeMessage } from '@/components/connections/notices-from-notion'
import { MainArea } from '@/components/layout/main-area'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { SignOutForm } from '@/components/sign-in/sign-out-form'
import { buttonClass } from '@/components/ui/button'
import { FocusOnArrival } from '@/components/ui/focus-on-arrival'
import { StatusMessage } from '@/components/ui/panel'
import { currentSession, safeReturnTo } from '@/lib/auth'
import { continueWithNotion } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

type Query = Promise<{ returnTo?: string | string[]; ended?: string | string[]; notice?: string | string[] }>

export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams
  const returnTo = safeReturnTo(query.returnTo, '/workspaces')
  // This page has to work while the database is down.
  const session = await currentSession().catch(() => null)
  return (
    <MainArea centered narrow>
      {query.notice === 'canceled' && (
        <FocusOnArrival className="mb-8 rounded-xl">
          <NoticeMessage name="canceled" />
        </FocusOnArrival>
      )}
      <h1 className="text-xl">{session ? 'You’re signed in' : 'Sign in'}</h1>
      {session ? (
        <>
          <p className="mt-2 text-dim">
            {session.user.name
              ? `You’re signed in as ${session.user.name}.`
              : 'You’re signed in to this browser.'}{' '}
            To sign in as someone else, sign out first.
          </p>
          <div className="mt-6 flex flex-wrap gap-3">
            <Link prefetch={false} href={returnTo} className={buttonClass('primary')}>
              Continue
            </Link>
            <SignOutForm />
          </div>
        </>
      ) : (
        <>
          {query.ended === '1' && (
            <div className="mt-4">
              <StatusMessage>
                You were signed out, so your last click did nothing. Sign in to go back to the page you were
                on. We kept what you typed there.
              </StatusMessage>
            </div>
          )}
          <p className="mt-2 text-dim">
            Notion asks you which pages you want to share and then sends you back here. You don’t need a
            password.
          </p>
          <div className="mt-6">
            <SignInForm action={continueWithNotion} returnTo={returnTo} />
          </div>
        </>
      )}
    </MainArea>
  )
}
