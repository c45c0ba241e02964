import { MainArea } from '@/components/layout/main-area'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { continueWithNotion } from './sign-in/actions'

const PROMISES = [
  {
    title: 'Never lost',
    text: 'A token that Notion replaces is written down before anyone uses it, also when a process dies at that moment.',
    figure: '500 requests met one expired token: 1 refresh, 0 failed.',
  },
  {
    title: 'Never leaked',
    text: 'Tokens are encrypted, each bound to its place. None reaches a log, an address, a page or a browser.',
    figure: 'Every response, log line and database dump of the browser tests searched: 0 tokens.',
  },
  {
    title: 'Never left alive',
    text: 'Disconnect ends the access here at once, and Notion is asked to end it until it confirms.',
    figure: 'After every disconnect of the tests: 0 tokens alive at Notion.',
  },
] as const

const REQUESTED_ACCESS = [
  ['Who you are', 'Your name, picture and email address in Notion. They make your account here.'],
  [
    'The pages that you pick',
    'Notion lets you choose. A page that you pick brings the pages inside it; what isn’t shared, this app can’t see.',
  ],
  [
    'One workspace at a time',
    'Connect as many as you like; each is listed, and each can be taken back alone.',
  ],
] as const

export default function Landing() {
  return (
    <MainArea>
      <h1 className="max-w-[20ch] text-3xl sm:text-4xl">
        A key to your Notion that you can always take back.
      </h1>
      <p className="mt-4 max-w-[60ch] text-lg text-dim">
        Sign in with Notion, see exactly what each connected workspace exposes, and end the access whenever
        you like.
      </p>
      <div className="mt-7">
        <SignInForm action={continueWithNotion} returnTo="/workspaces" />
      </div>

      <h2 className="mt-14 text-xl">What it asks for, and why</h2>
      <dl className="mt-4 grid gap-x-8 gap-y-5 sm:grid-cols-3">
        {REQUESTED_ACCESS.map(([term, text]) => (
          <div key={term}>
            <dt className="font-medium">{term}</dt>
            <dd className="mt-1 text-dim">{text}</dd>
          </div>
        ))}
      </dl>

      <h2 className="mt-14 text-xl">Three promises, with the evidence</h2>
      <ul className="mt-4 grid gap-4 sm:grid-cols-3">
        {PROMISES.map((promise) => (
          <li key={promise.title} className="card flex flex-col">
            <h3 className="text-base">{promise.title}</h3>
            <p className="mt-1 text-dim">{promise.text}</p>
            <p className="mt-auto pt-4 text-sm">{promise.figure}</p>
            <p className="mt-1 text-sm text-dim">
              Asserted by <code className="font-mono">npm test</code>
            </p>
          </li>
        ))}
      </ul>
    </MainArea>
  )
}
