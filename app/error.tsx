'use client'
import { STORAGE_UNAVAILABLE, UNEXPECTED_ERROR } from '@/components/errors/error-pages'
import { MainArea } from '@/components/layout/main-area'
import { AppUpdated, isFromAnotherBuild } from '@/components/recovery/app-updated'
import { Button, buttonClass } from '@/components/ui/button'

/** Shows only the digest, under which the log has the error itself. */
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
  const isStorageUnavailable = error.digest === STORAGE_UNAVAILABLE.digest
  const { title, text } = isStorageUnavailable ? STORAGE_UNAVAILABLE : UNEXPECTED_ERROR
  return (
    <MainArea narrow>
      <h1 className="text-xl">{title}</h1>
      <p className="mt-2 text-dim">
        {text}
        {error.digest && !isStorageUnavailable && (
          <>
            {' '}
            If this continues, contact the person who runs this installation and mention{' '}
            <code className="font-mono text-sm">{error.digest}</code>.
          </>
        )}
      </p>
      <p className="mt-6 flex flex-wrap gap-3">
        <Button tone="primary" onClick={retry}>
          Try again
        </Button>
        <a href="/" className={buttonClass()}>
          Home
        </a>
      </p>
    </MainArea>
  )
}
