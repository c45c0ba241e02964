/** What the product promises, and the test behind each: `npm test` runs all of them. */
export const PROMISES: readonly LandingPromise[] = [
  {
    title: 'Never lost',
    text: 'When Notion issues a new token, it’s stored before it’s used, even if the server crashes at that moment.',
    proof: {
      figure: '1 refresh',
      text: 'for 500 requests that met one expired token. None failed.',
      file: 'e2e/processes.spec.ts',
      test: '500 requests at once meet an expired token: one refresh, none fails',
      command: 'npm run test:e2e -- e2e/processes',
    },
  },
  {
    title: 'Never leaked',
    text: 'Tokens are encrypted and tied to their record. They never appear in a log, URL, page or browser.',
    proof: {
      figure: '0 tokens',
      text: 'found in every response, log line and database dump of the browser tests.',
      file: 'e2e/installation.ts',
      test: 'searchForSecrets',
      command: 'npm run test:e2e',
    },
  },
  {
    title: 'Never left active',
    text: 'Disconnecting stops all use immediately. We ask Notion to revoke the token until it confirms.',
    proof: {
      figure: '0 active',
      text: 'tokens of the workspace in Notion after the disconnect in the test.',
      file: 'e2e/main-job.spec.ts',
      test: 'sign in, see the workspace, check the access, connect a second one, disconnect, sign in again',
      command: 'npm run test:e2e -- e2e/main-job',
    },
  },
]

export interface LandingPromise {
  readonly title: string
  readonly text: string
  readonly proof?: Proof
}

export interface Proof {
  readonly figure: string
  readonly text: string
  /** The file of the test, in this repository. */
  readonly file: string
  /** The name in that file of what proves it. */
  readonly test: string
  /** Runs the test. */
  readonly command: string
}
