import Link from 'next/link'
import { textLink } from './text-link'

/** Links between the pages of one section. */
export function TabLinks({
  label,
  tabs,
  className = '',
}: {
  label: string
  tabs: readonly { readonly href: string; readonly name: string }[]
  className?: string
}) {
  return (
    <nav aria-label={label} className={`flex flex-wrap gap-x-4 gap-y-1 ${className}`}>
      {tabs.map(({ href, name }) => (
        <Link prefetch={false} key={href} href={href} className={textLink}>
          {name}
        </Link>
      ))}
    </nav>
  )
}
