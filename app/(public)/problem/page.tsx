import type { Metadata } from 'next'
import Link from 'next/link'
import { SIGN_IN_PROBLEMS } from '@/components/errors/sign-in-problems'
import { MainArea } from '@/components/layout/main-area'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { SignOutForm } from '@/components/sign-in/sign-out-form'
import { buttonClass } from '@/components/ui/button'
import { currentSession, parseProblemReason, safeReturnTo } from '@/lib/auth'
import { continueWithNotion } from '../sign-in/actions'

export const metadata: Metadata = { title: 'Sign-in problem' }

type Query = Promise<{ reason?: string | string[]; from?: string | string[] }>

export default async function ProblemPage({ searchParams }: { searchParams: Query }) {
  const { reason, from } = await searchParams
  const { title, text, action } = SIGN_IN_PROBLEMS[parseProblemReason(reason)]
  // This page has to work while the database is down.
  const session = await currentSession().catch(() => null)
  const back = safeReturnTo(from, '/')
  return (
    <MainArea centered narrow>
      <h1 className="text-xl">{title}</h1>
      <p className="mt-2 text-dim">{text}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        {action === 'sign_out' && session && <SignOutForm kind="to-sign-in" label="Sign out and continue" />}
        {action === 'retry_sign_out' && <SignOutForm />}
        {session ? (
          <Link
            prefetch={false}
            href={back.startsWith('/sign-in') ? '/workspaces' : back}
            className={buttonClass()}
          >
            Go back
          </Link>
        ) : (
          <>
            {(action === 'retry' || action === 'sign_out') && (
              <SignInForm action={continueWithNotion} returnTo="/workspaces" />
            )}
            <Link prefetch={false} href="/" className={buttonClass()}>
              Home
            </Link>
          </>
        )}
      </div>
    </MainArea>
  )
}
