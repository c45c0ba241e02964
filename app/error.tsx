'use client'
import { MainArea } from '@/components/layout/main-area'
import { AppUpdated, isFromAnotherBuild } from '@/components/recovery/app-updated'
import type { ErrorCode } from '@/lib/errors'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

/** Never shows the error itself: what went wrong stands in the log, under this digest. */
export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  if (isFromAnotherBuild(error))
    return (
      <MainArea narrow>
        <AppUpdated />
      </MainArea>
    )
  return (
    <MainArea narrow>
      {error.digest === ('storage_unavailable' satisfies ErrorCode) ? (
        <>
          <h1 className="text-2xl">What {PRODUCT_NAME} keeps cannot be read just now</h1>
          <p className="mt-2 text-dim">
            Its database does not answer, and you stay signed in. If you were changing something, it may have
            been carried out: look before you repeat it. Try again in a moment; if it stays, tell whoever runs
            this installation.
          </p>
        </>
      ) : (
        <>
          <h1 className="text-2xl">This page could not be shown</h1>
          <p className="mt-2 text-dim">
            Something failed on our side. If you were changing something, it may have been carried out: look
            before you repeat it. Try again in a moment. If it stays, tell whoever runs this installation
            {error.digest ? ' and name this number:' : '.'}{' '}
            {error.digest && <code className="font-mono text-sm">{error.digest}</code>}
          </p>
        </>
      )}
      <p className="mt-6 flex flex-wrap gap-3">
        <button type="button" className="button button-primary" onClick={retry}>
          Try again
        </button>
        <a href="/" className="button">
          First page
        </a>
      </p>
    </MainArea>
  )
}
