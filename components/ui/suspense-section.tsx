import { type ReactNode, Suspense } from 'react'
import { textLink } from './text-link'

/** Whether the `plain` parameter asks for the page without streaming. */
export const isNoJs = (value: string | readonly string[] | undefined): boolean => value === '1'

/** The URL of the same page without streaming. */
export const noJsHref = (href: string) => `${href}${href.includes('?') ? '&' : '?'}plain=1`

/**
 * A streamed part of a page; with `noJs` the page waits for it. For secondary content, or within a `SuspensePage`,
 * which already redirects browsers without JavaScript.
 */
export function SuspenseSection({
  noJs,
  fallback,
  children,
}: {
  noJs: boolean
  fallback: ReactNode
  children: ReactNode
}) {
  return noJs ? children : <Suspense fallback={fallback}>{children}</Suspense>
}

/**
 * The streamed main content of a page. A script moves streamed content into place, so a browser without JavaScript is
 * redirected to `noJsUrl`, the same page without streaming.
 */
export function SuspensePage({
  noJs,
  noJsUrl,
  fallback,
  children,
}: {
  noJs: boolean
  noJsUrl: string
  fallback: ReactNode
  children: ReactNode
}) {
  if (noJs) return children
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={`0; url=${noJsUrl}`} />
        <p>
          <a href={noJsUrl} className={textLink}>
            Show this page without JavaScript
          </a>
        </p>
      </noscript>
      <Suspense fallback={fallback}>{children}</Suspense>
    </>
  )
}
