import { ERROR_VIEWS, type ErrorView } from '@/components/errors/error-views'
import { isLatchkeyError, type LatchkeyError } from '@/lib/errors'

/** What a person sees in place of the content. @throws the error itself when the table shows it elsewhere, or not at all */
export function toErrorView(error: unknown): ErrorView {
  if (!isLatchkeyError(error)) throw error
  const view = ERROR_VIEWS[error.code]
  if (typeof view === 'string') throw error
  // TypeScript can't see that the entry was looked up by this error's own code.
  return (view as (error: LatchkeyError) => ErrorView)(error)
}
