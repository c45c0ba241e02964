import Link from 'next/link'

/** Links between the pages of one section. */
export function TabLinks({
  label,
  tabs,
  current,
  className = '',
}: {
  label: string
  tabs: readonly { readonly href: string; readonly name: string }[]
  /** The address of the page that is shown. */
  current?: string
  className?: string
}) {
  return (
    <nav
      aria-label={label}
      className={`flex gap-6 overflow-x-auto border-b border-line [scrollbar-width:none] ${className}`}
    >
      {tabs.map(({ href, name }) => (
        <Link
          prefetch={false}
          key={href}
          href={href}
          aria-current={href === current ? 'page' : undefined}
          className="-mb-px flex min-h-11 items-center border-b-2 border-transparent font-medium whitespace-nowrap text-dim hover:text-ink aria-[current]:border-brass aria-[current]:text-ink forced-colors:border-[Canvas] forced-colors:aria-[current]:border-[Highlight]"
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
