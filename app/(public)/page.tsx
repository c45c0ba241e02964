import { Terminal } from 'lucide'
import type { Metadata } from 'next'
import { continueWithNotion } from '@/app/sign-in/actions'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { config } from '@/lib/config'
import { PRODUCT_TAGLINE } from '@/lib/shared/brand.mjs'
import { Developers } from './_components/developers'
import { ExampleConnections } from './_components/example-connections'
import { Promises } from './_components/promises'
import { RequestedAccess } from './_components/requested-access'
import { PUBLIC_WIDTH } from './_components/section'
import { Steps } from './_components/steps'
import { TryDemo } from './_components/try-demo'

export const metadata: Metadata = { title: PRODUCT_TAGLINE }

export default function Landing() {
  const { demo, sourceUrl } = config()
  return (
    <main id="main" tabIndex={-1} className="outline-none">
      <div
        className={`${PUBLIC_WIDTH} grid items-center gap-10 py-10 max-wide:pb-14 wide:grid-cols-[minmax(0,1fr)_minmax(0,30rem)] wide:gap-16 wide:pt-14 wide:pb-20`}
      >
        <div>
          <h1 className="text-2xl leading-[1.06] tracking-[-0.035em]">{PRODUCT_TAGLINE}.</h1>
          <p className="mt-5 max-w-[34ch] text-lg leading-normal tracking-[-0.01em] text-soft">
            Connect a workspace, see exactly what’s shared, and end access whenever you like.
          </p>
          <div className="mt-8 flex flex-wrap gap-3 max-desk:*:flex-[1_1_15rem]">
            <SignInForm action={continueWithNotion} returnTo="/workspaces" size="lg" />
            <a href="#developers" className={buttonClass('plain', '', 'lg')}>
              <Icon icon={Terminal} />
              Try the demo
            </a>
          </div>
          <p className="mt-4 text-dim">No password. You choose the pages in Notion.</p>
        </div>
        <ExampleConnections />
      </div>
      <Steps />
      <RequestedAccess />
      <Promises sourceUrl={sourceUrl} />
      <Developers sourceUrl={sourceUrl}>
        <TryDemo isDemo={demo} sourceUrl={sourceUrl} />
      </Developers>
    </main>
  )
}
