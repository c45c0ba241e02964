import { type ReactNode, Suspense } from 'react'

/** Whether an address asks for its page in one piece. */
export const isNoJs = (value: string | readonly string[] | undefined): boolean => value === '1'

/** The address of the same page in one piece. */
export const noJsHref = (href: string) => `${href}${href.includes('?') ? '&' : '?'}plain=1`

/**
 * A part of a page that comes when it is there; with `plain` the page waits for it. For what stands beside the
 * page's main thing, or within a `Streamed`, which already sends browsers without a script elsewhere.
 */
export function SuspenseSection({
  plain,
  fallback,
  children,
}: {
  plain: boolean
  fallback: ReactNode
  children: ReactNode
}) {
  return plain ? children : <Suspense fallback={fallback}>{children}</Suspense>
}

/**
 * A page's main thing, that comes when it is there. What is streamed is put into its place by a script; a browser
 * without one is sent to `plainHref`, the same page in one piece, which is asked for with `plain`.
 */
export function SuspensePage({
  plain,
  plainHref,
  fallback,
  children,
}: {
  plain: boolean
  plainHref: string
  fallback: ReactNode
  children: ReactNode
}) {
  if (plain) return children
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={`0; url=${plainHref}`} />
        <p>
          <a href={plainHref} className="link">
            Show this page without JavaScript
          </a>
        </p>
      </noscript>
      <Suspense fallback={fallback}>{children}</Suspense>
    </>
  )
}
