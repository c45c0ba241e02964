import type { Metadata } from 'next'
import { MainArea } from '@/components/layout/main-area'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { Card } from '@/components/ui/card'
import { PRODUCT_TAGLINE } from '@/lib/shared/brand.mjs'
import { continueWithNotion } from './sign-in/actions'

export const metadata: Metadata = { title: PRODUCT_TAGLINE }

const PROMISES = [
  {
    title: 'Never lost',
    text: 'Every new token is saved before it’s used, even if a process dies at that moment.',
    figure: '500 requests with one expired token: 1 refresh, 0 failures.',
  },
  {
    title: 'Never leaked',
    text: 'Tokens are encrypted and bound to their database row. They never reach a log, a URL, a page or a browser.',
    figure: '0 tokens found in every response, log line and database dump of the browser tests.',
  },
  {
    title: 'Never left behind',
    text: 'When you disconnect, access stops here immediately. We ask Notion to revoke it until Notion confirms.',
    figure: '0 active tokens left in Notion after every disconnect in the tests.',
  },
] as const

const REQUESTED_ACCESS = [
  ['Who you are', 'Your name, picture and email address in Notion. We use them for your account here.'],
  [
    'The pages you choose',
    'You choose them in Notion. Sharing a page also shares the pages inside it. We can’t see anything else.',
  ],
  [
    'One workspace at a time',
    'Connect as many as you like. You see each one and can disconnect it on its own.',
  ],
] as const

export default function Landing() {
  return (
    <MainArea centered>
      <h1 className="max-w-[20ch] text-xl sm:text-2xl">Connect Notion. Take the key back anytime.</h1>
      <p className="mt-4 max-w-[60ch] text-md text-dim">
        Sign in with Notion, see exactly what each workspace shares, and disconnect whenever you like.
      </p>
      <div className="mt-7">
        <SignInForm action={continueWithNotion} returnTo="/workspaces" />
      </div>

      <h2 className="mt-14 text-lg">What you share, and why</h2>
      <dl className="mt-4 grid gap-x-8 gap-y-5 sm:grid-cols-3">
        {REQUESTED_ACCESS.map(([term, text]) => (
          <div key={term}>
            <dt className="font-medium">{term}</dt>
            <dd className="mt-1 text-dim">{text}</dd>
          </div>
        ))}
      </dl>

      <h2 className="mt-14 text-lg">Three promises, backed by tests</h2>
      <ul className="mt-4 grid gap-4 sm:grid-cols-3">
        {PROMISES.map((promise) => (
          <Card as="li" key={promise.title} className="flex flex-col">
            <h3 className="text-md">{promise.title}</h3>
            <p className="mt-1 text-dim">{promise.text}</p>
            <p className="mt-auto pt-4 text-sm">{promise.figure}</p>
            <p className="mt-1 text-sm text-dim">
              Verified by <code className="font-mono">npm test</code>
            </p>
          </Card>
        ))}
      </ul>
    </MainArea>
  )
}
