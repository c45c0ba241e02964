import { type ReactNode, Suspense } from 'react'
import { SuspenseUnlessReady } from './suspense-unless-ready'
import { textLink } from './text-link'

/** Whether the `plain` parameter asks for the page without streaming. */
export const isNoJs = (value: string | readonly string[] | undefined): boolean => value === '1'

/** The URL of the same page without streaming. */
export const noJsHref = (href: string) => `${href}${href.includes('?') ? '&' : '?'}plain=1`

interface SectionProps {
  readonly noJs: boolean
  /**
   * Whether the content is ready, see `renderIfCached`. It is then part of the first HTML, so everything in it that
   * still waits needs a boundary of its own. Leave it out where the content always streams.
   */
  readonly isReady?: boolean
  readonly fallback: ReactNode
  readonly children: ReactNode
}

/**
 * A streamed part of a page; with `noJs` the page waits for it. For secondary content, or within a `SuspensePage`,
 * which already redirects browsers without JavaScript.
 */
export function SuspenseSection({ noJs, isReady, fallback, children }: SectionProps) {
  if (noJs) return children
  if (isReady === undefined) return <Suspense fallback={fallback}>{children}</Suspense>
  return (
    <SuspenseUnlessReady isReady={isReady} fallback={isReady ? null : fallback}>
      {children}
    </SuspenseUnlessReady>
  )
}

/**
 * The streamed main content of a page. A script moves streamed content into place, so a browser without JavaScript is
 * redirected to `noJsUrl`, the same page without streaming.
 */
export function SuspensePage({ noJsUrl, ...section }: SectionProps & { readonly noJsUrl: string }) {
  if (section.noJs) return section.children
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
      <SuspenseSection {...section} />
    </>
  )
}
