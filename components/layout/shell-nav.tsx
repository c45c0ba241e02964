'use client'
import Link from 'next/link'
import { useParams, usePathname } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { opensPalette } from '../command-palette/palette-host'

/** The workspace of the address; elsewhere the last one that was open, at first `first`. */
function useWorkspaceId(ids: readonly string[], first: string): string {
  const { connectionId } = useParams<{ connectionId?: string }>()
  const [last, setLast] = useState(first)
  if (connectionId !== undefined && connectionId !== last && ids.includes(connectionId)) setLast(connectionId)
  return ids.includes(last) ? last : first
}

/** One link of the navigation. The current page is marked, and so is the section that it belongs to. */
export function NavLink({
  href,
  sections = [],
  className,
  isSearch = false,
  children,
}: {
  href: string
  /** Addresses below which pages belong to this link. */
  sections?: readonly string[]
  className: string
  /** Opens the palette instead. */
  isSearch?: boolean
  children: ReactNode
}) {
  const path = usePathname()
  const current = path === href ? 'page' : sections.some((one) => path.startsWith(`${one}/`)) || undefined
  return (
    <Link
      prefetch={false}
      href={href}
      aria-current={current}
      className={className}
      // In a menu, the page changes behind it.
      onClick={({ currentTarget }) => currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
      {...(isSearch && opensPalette)}
    >
      {children}
    </Link>
  )
}

/** The links to the parts of a workspace. */
export function WorkspaceLinks({
  ids,
  first,
  className,
  content,
  people,
  search,
}: {
  ids: readonly string[]
  first: string
  className: string
  /** What each link shows. */
  content: ReactNode
  people: ReactNode
  search: ReactNode
}) {
  const place = `/workspaces/${useWorkspaceId(ids, first)}`
  const sections = ['pages', 'databases', 'data-sources'].map((part) => `${place}/${part}`)
  return (
    <>
      <NavLink href={place} sections={sections} className={className}>
        {content}
      </NavLink>
      <NavLink href={`${place}/people`} className={className}>
        {people}
      </NavLink>
      <NavLink href={`${place}/search`} className={className} isSearch>
        {search}
      </NavLink>
    </>
  )
}

/** What belongs to the current workspace, of the same for each. */
export function OfWorkspace({
  parts,
  first,
  all,
}: {
  parts: Readonly<Record<string, ReactNode>>
  first: string
  /** Instead on the page of all workspaces. */
  all?: ReactNode
}) {
  const id = useWorkspaceId(Object.keys(parts), first)
  const path = usePathname()
  return all !== undefined && path === '/workspaces' ? all : parts[id]
}
