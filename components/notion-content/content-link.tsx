import Link from 'next/link'
import type { ReactNode } from 'react'
import { isInternalHref } from './content-href'

/** A link in content. Internal links aren't prefetched, because each page calls Notion. */
export function ContentLink({
  href,
  children,
  className = 'notion-link',
}: {
  /** From `contentHref`, `safeHref` or our own URLs. */
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
