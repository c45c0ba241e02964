import Link from 'next/link'
import type { ReactNode } from 'react'
import { isOurs } from './text-href'

/** A link in content. One of ours is not fetched ahead: each look at a page is a call to Notion. */
export function TextLink({
  href,
  children,
  className = 'link',
}: {
  /** Out of `textHref`, `safeHref` or our own addresses. */
  href: string
  children: ReactNode
  className?: string
}) {
  return isOurs(href) ? (
    <Link href={href} prefetch={false} className={className}>
      {children}
    </Link>
  ) : (
    <a href={href} rel="noreferrer noopener nofollow" className={className}>
      {children}
    </a>
  )
}
