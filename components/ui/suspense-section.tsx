import { type ReactNode, Suspense } from 'react'
import { textLink } from './text-link'

/** Whether the `plain` parameter asks for the page without streaming. */
export const isNoJs = (value: string | readonly string[] | undefined): boolean => value === '1'

/** The URL of the same page without streaming. */
export const noJsHref = (href: string) => `${href}${href.includes('?') ? '&' : '?'}plain=1`

/**
 * A streamed part of a page; with `plain` the page waits for it. For secondary content, or within a `SuspensePage`,
 * which already redirects browsers without JavaScript.
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
 * The streamed main content of a page. A script moves streamed content into place, so a browser without JavaScript is
 * redirected to `plainHref`, the same page without streaming.
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
          <a href={plainHref} className={textLink}>
            Show this page without JavaScript
          </a>
        </p>
      </noscript>
      <Suspense fallback={fallback}>{children}</Suspense>
    </>
  )
}
