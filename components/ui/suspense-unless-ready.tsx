'use client'
import { type ReactNode, Suspense, useState } from 'react'

/**
 * In the place of Suspense. A form without JavaScript gets its outcome by the names of the components above it, and the
 * page that answers it may need the boundary that the page with the form did not.
 */
const NoBoundary = ({ children }: { children: ReactNode }) => children
NoBoundary.displayName = 'Suspense'

/**
 * A Suspense boundary, left out if its content was ready when it was first rendered.
 *
 * React sends the fallback ahead of any boundary that doesn't fit into the first 12.8 kB of a page, even if its
 * content is ready. The choice is kept for as long as this is mounted: adding or removing the boundary in a later
 * render would remount the content, which would lose focus, scroll position and form messages.
 */
export function SuspenseUnlessReady({
  isReady,
  fallback,
  children,
}: {
  isReady: boolean
  fallback: ReactNode
  children: ReactNode
}) {
  const [wasReady] = useState(isReady)
  return wasReady ? <NoBoundary>{children}</NoBoundary> : <Suspense fallback={fallback}>{children}</Suspense>
}
