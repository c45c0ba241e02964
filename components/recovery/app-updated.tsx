import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { Button } from '../ui/button'

/** Whether an error means that the server runs another build than this page. */
export const isFromAnotherBuild = (error: Error): boolean =>
  error.name === 'ChunkLoadError' || unstable_isUnrecognizedActionError(error)

/** Shown on a page from before an update. Drafts are kept across the reload. */
export function AppUpdated() {
  return (
    <>
      <h1 className="text-xl">{PRODUCT_NAME} was updated</h1>
      <p className="mt-2 text-dim">
        This page is older than the update, so your last click did nothing. Reload it and try again. We kept
        what you typed.
      </p>
      <p className="mt-6">
        <Button tone="primary" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </p>
    </>
  )
}
