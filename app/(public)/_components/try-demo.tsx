import type { ReactNode } from 'react'
import { continueWithNotion } from '@/app/sign-in/actions'
import { SubmitButton } from '@/components/ui/submit-button'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

/** What `npm run demo` prints of its steps. */
const STEPS = [
  'Building the app for production',
  'Preparing the embedded database',
  'Starting the Notion emulator and the app',
] as const

/** The way to try the product: in the demo its sign-in, elsewhere the commands that start the demo. */
export function TryDemo({ isDemo, sourceUrl }: { isDemo: boolean; sourceUrl: string | null }) {
  if (isDemo)
    return (
      <div className="rounded-xl border border-line bg-sunk p-6">
        <h3>You’re in the demo</h3>
        <p className="mt-1.5 text-md text-dim">
          An emulator on this machine plays Notion, with made-up people and pages. Pick a person and some
          pages, look around, and take the access back.
        </p>
        <form action={continueWithNotion} className="mt-5">
          <input type="hidden" name="returnTo" value="/workspaces" />
          <SubmitButton>Try the demo</SubmitButton>
        </form>
      </div>
    )
  return (
    <figure
      aria-label="How to start the demo"
      className="rounded-xl border border-line bg-paper px-6 py-5 font-mono text-sm leading-[1.75] text-ink [color-scheme:dark]"
    >
      {sourceUrl && (
        <>
          <Command>git clone {sourceUrl}</Command>
          <Command>cd {sourceUrl.split('/').at(-1)}</Command>
        </>
      )}
      <Command>npm run demo</Command>
      <div className="my-4">
        {STEPS.map((step) => (
          <p key={step} className="pl-[2ch] -indent-[2ch]">
            <span className="text-good">✓</span> {step}
          </p>
        ))}
      </div>
      <p className="pl-[2ch]">
        <span className="text-dim">Open</span> http://localhost:3000
      </p>
      <p className="mt-4 text-dim">
        Next: connect a workspace, then remove the connection in Notion and see {PRODUCT_NAME} notice.
      </p>
    </figure>
  )
}

const Command = ({ children }: { children: ReactNode }) => (
  <p className="pl-[2ch] -indent-[2ch]">
    <span aria-hidden="true" className="text-brass select-none">
      ${' '}
    </span>
    {children}
  </p>
)
