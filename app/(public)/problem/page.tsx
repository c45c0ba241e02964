import { Clock, CloudOff, type IconNode, Info, TriangleAlert, UsersRound } from 'lucide'
import type { Metadata } from 'next'
import Link from 'next/link'
import { continueWithNotion } from '@/app/sign-in/actions'
import { SIGN_IN_PROBLEMS } from '@/components/errors/sign-in-problems'
import { MainArea } from '@/components/layout/main-area'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { SignOutForm } from '@/components/sign-in/sign-out-form'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { currentSession, type ProblemReason, parseProblemReason, safeReturnTo } from '@/lib/auth'

export const metadata: Metadata = { title: 'Sign-in problem' }

/** For the other reasons: something failed. */
const ICONS: Partial<Readonly<Record<ProblemReason, IconNode>>> = {
  cancelled: Info,
  'state-lost': Clock,
  'other-tab': Info,
  'code-used': Info,
  'session-ended': Clock,
  'no-answer': CloudOff,
  'answer-lost': CloudOff,
  'signed-in-as-another': UsersRound,
  'another-person': UsersRound,
  'belongs-to-another': UsersRound,
}

type Query = Promise<{ reason?: string | string[]; from?: string | string[] }>

export default async function ProblemPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams
  const reason = parseProblemReason(query.reason)
  const { title, text, action } = SIGN_IN_PROBLEMS[reason]
  // This page has to work while the database is down.
  const session = await currentSession().catch(() => null)
  const back = safeReturnTo(query.from, '/')
  const canRetry = !session && (action === 'retry' || action === 'sign_out')
  return (
    <MainArea centered>
      <div className="max-w-140">
        <Icon
          icon={ICONS[reason] ?? TriangleAlert}
          size={28}
          strokeWidth={1.6}
          className="mt-6 mb-4 text-dim"
        />
        <h1>{title}</h1>
        <p className="mt-2 text-md text-dim">{text}</p>
        <div className="mt-6 flex flex-wrap gap-2">
          {action === 'sign_out' && session && (
            <SignOutForm kind="to-sign-in" label="Sign out and continue" />
          )}
          {action === 'retry_sign_out' && <SignOutForm />}
          {canRetry && <SignInForm action={continueWithNotion} returnTo="/workspaces" />}
          {session ? (
            <Link
              prefetch={false}
              href={back.startsWith('/sign-in') ? '/workspaces' : back}
              className={buttonClass(action === 'sign_out' ? 'plain' : 'primary')}
            >
              Go back
            </Link>
          ) : (
            <Link prefetch={false} href="/" className={buttonClass(canRetry ? 'plain' : 'primary')}>
              Home
            </Link>
          )}
        </div>
      </div>
    </MainArea>
  )
}
