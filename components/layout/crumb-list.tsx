import Link from 'next/link'
import type { ReactNode } from 'react'

export interface CrumbLink {
  readonly key: string
  readonly href: string
  readonly name: ReactNode
  readonly icon?: ReactNode
}

const ITEM = 'flex min-w-0 items-center whitespace-nowrap text-dim'

/**
 * The way from the top to this page. On phones only the last link is shown, as the way back.
 *
 * @param current this page; absent while its title isn't known
 */
export function CrumbList({
  label = 'Breadcrumb',
  links,
  current,
}: {
  label?: string
  links: readonly CrumbLink[]
  current?: ReactNode
}) {
  return (
    <nav aria-label={label}>
      <ol className="flex min-w-0 items-center">
        {links.map(({ key, href, name, icon }, index) => (
          <li key={key} className={`${ITEM} ${index < links.length - 1 ? 'max-desk:hidden' : 'max-w-full'}`}>
            <span aria-hidden="true" className="mr-1.5 text-lg leading-none desk:hidden">
              ‹
            </span>
            {index > 0 && <Slash />}
            <Link
              prefetch={false}
              href={href}
              className="inline-flex min-h-6 min-w-0 items-center gap-1.5 hover:text-ink hover:underline hover:underline-offset-3 max-desk:min-h-11"
            >
              {icon}
              <bdi className="max-w-56 truncate">{name}</bdi>
            </Link>
          </li>
        ))}
        {current && (
          <li className={`${ITEM} max-desk:hidden`}>
            {links.length > 0 && <Slash />}
            <span aria-current="page" className="min-w-0 max-w-72 truncate font-medium text-ink">
              {current}
            </span>
          </li>
        )}
      </ol>
    </nav>
  )
}

const Slash = () => (
  <span aria-hidden="true" className="mx-2 text-rule max-desk:hidden">
    /
  </span>
)
