import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

/** Whether the server answered with another build than this page's: an action or a script of it is not there. */
export const isFromAnotherBuild = (error: Error): boolean =>
  error.name === 'ChunkLoadError' || unstable_isUnrecognizedActionError(error)

/** What a page says that is from before an update. One click loads it again; notes that were typed are kept. */
export function AppUpdated() {
  return (
    <>
      <h1 className="text-2xl">{PRODUCT_NAME} was updated</h1>
      <p className="mt-2 text-dim">
        This page is from before the update, so your last click did nothing. Reload it and try again. What you
        typed is kept.
      </p>
      <p className="mt-6">
        <button type="button" className="button button-primary" onClick={() => window.location.reload()}>
          Reload
        </button>
      </p>
    </>
  )
}
