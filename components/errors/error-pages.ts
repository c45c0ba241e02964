import type { ErrorCode } from '@/lib/errors'

interface ErrorPageText {
  readonly title: string
  readonly text: string
}

/** Every page loads its error page's script, so these words are separate from the larger table in `error-views.ts`. */
export const STORAGE_UNAVAILABLE: ErrorPageText & { readonly digest: ErrorCode } = {
  digest: 'storage_unavailable',
  title: 'Our database isn’t answering',
  text: 'You’re still signed in. If you were changing something, it may have been saved: check before you repeat it. Try again in a moment. If this continues, contact the person who runs this installation.',
}

export const UNEXPECTED_ERROR: ErrorPageText = {
  title: 'This page couldn’t be shown',
  text: 'Something failed on our side. If you were changing something, it may have been saved: check before you repeat it. Try again in a moment.',
}
