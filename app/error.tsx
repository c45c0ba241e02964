'use client'
import { MainArea } from '@/components/main-area'

/** Never shows the error itself: what went wrong stands in the log, under this digest. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <MainArea narrow>
      <h1 className="text-2xl">This page could not be shown</h1>
      <p className="mt-2 text-dim">
        Something failed on our side; nothing was changed. Try again in a moment. If it stays, tell whoever
        runs this installation{error.digest ? ' and name this number:' : '.'}{' '}
        {error.digest && <code className="font-mono text-sm">{error.digest}</code>}
      </p>
      <p className="mt-6 flex flex-wrap gap-3">
        <button type="button" className="button button-primary" onClick={reset}>
          Try again
        </button>
        <a href="/" className="button">
          First page
        </a>
      </p>
    </MainArea>
  )
}
