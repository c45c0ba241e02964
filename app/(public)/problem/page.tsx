import type { Metadata } from 'next'
import Link from 'next/link'
import { MainArea } from '@/components/layout/main-area'
import { PROBLEMS } from '@/components/sign-in/problems'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { SignOutForm } from '@/components/sign-in/sign-out-form'
import { currentSession, problemReason, safeReturnTo } from '@/lib/auth'
import { continueWithNotion } from '../sign-in/actions'

export const metadata: Metadata = { title: 'That did not work' }

type Query = Promise<{ reason?: string | string[]; from?: string | string[] }>

export default async function ProblemPage({ searchParams }: { searchParams: Query }) {
  const { reason, from } = await searchParams
  const { title, text, nextStep } = PROBLEMS[problemReason(reason)]
  // The reason may be that the database does not answer.
  const session = await currentSession().catch(() => null)
  const back = safeReturnTo(from, '/')
  return (
    <MainArea narrow>
      <h1 className="text-2xl">{title}</h1>
      <p className="mt-2 text-dim">{text}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        {nextStep === 'sign-out' && session && (
          <SignOutForm kind="to-sign-in" label="Sign out and continue" />
        )}
        {nextStep === 'sign-out-again' && <SignOutForm />}
        {session ? (
          <Link prefetch={false} href={back.startsWith('/sign-in') ? '/workspaces' : back} className="button">
            Back to where you were
          </Link>
        ) : (
          <>
            {(nextStep === 'again' || nextStep === 'sign-out') && (
              <SignInForm action={continueWithNotion} returnTo="/workspaces" />
            )}
            <Link prefetch={false} href="/" className="button">
              First page
            </Link>
          </>
        )}
      </div>
    </MainArea>
  )
}
