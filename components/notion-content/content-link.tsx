import Link from 'next/link'
import type { ReactNode } from 'react'
import { isInternalHref } from './content-href'

/** A link in content. One of ours is not fetched ahead: each look at a page is a call to Notion. */
export function ContentLink({
  href,
  children,
  className = 'link',
}: {
  /** Out of `textHref`, `safeHref` or our own addresses. */
  href: string
  children: ReactNode
  className?: string
}) {
  return isInternalHref(href) ? (
    <Link href={href} prefetch={false} className={className}>
      {children}
    </Link>
  ) : (
    <a href={href} rel="noreferrer noopener nofollow" className={className}>
      {children}
    </a>
  )
}
