import { NavLink } from '../layout/shell-nav'

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
    <nav
      aria-label={label}
      className={`flex gap-6 overflow-x-auto border-b border-line [scrollbar-width:none] ${className}`}
    >
      {tabs.map(({ href, name }) => (
        <NavLink
          key={href}
          href={href}
          className="-mb-px flex min-h-11 items-center border-b-2 border-transparent font-medium whitespace-nowrap text-dim hover:text-ink aria-[current]:border-brass aria-[current]:text-ink forced-colors:border-[Canvas] forced-colors:aria-[current]:border-[Highlight]"
        >
          {name}
        </NavLink>
      ))}
    </nav>
  )
}
