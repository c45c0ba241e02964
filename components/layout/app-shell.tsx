import {
  ChevronsUpDown,
  FileText,
  History,
  LayoutGrid,
  LogOut,
  Search,
  Settings,
  UserRound,
  UsersRound,
} from 'lucide'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { workspaceName } from '@/lib/shared/workspace-name'
import type { Connection } from '@/lib/token-vault'
import { PaletteHost } from '../command-palette/palette-host'
import { Avatar } from '../ui/avatar'
import { Icon } from '../ui/icon'
import { Menu, MenuHeading, MenuSeparator } from '../ui/menu'
import { menuItemClass } from '../ui/menu-item'
import { Logo } from './logo'
import { NavLink, OfWorkspace, WorkspaceLinks } from './shell-nav'
import { WorkspaceLabel } from './workspace-label'

const SWITCHER = 'workspace-menu'
const ACCOUNT = 'account-menu'

const NAV_ITEM =
  'flex min-h-8 w-full items-center gap-2.5 rounded-lg px-2.5 font-medium text-soft hover:bg-hover hover:text-ink aria-[current]:bg-press aria-[current]:text-ink [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-dim aria-[current]:[&>svg]:text-brass-text forced-colors:aria-[current]:outline-2 forced-colors:aria-[current]:-outline-offset-2'

const TAB =
  'relative grid h-14 content-center justify-items-center gap-[3px] text-xs font-medium text-dim aria-[current]:text-ink aria-[current]:before:absolute aria-[current]:before:-top-px aria-[current]:before:w-10 aria-[current]:before:border-t-2 aria-[current]:before:border-brass aria-[current]:[&>svg]:text-brass-text [&>svg]:size-5 forced-colors:aria-[current]:outline-2 forced-colors:aria-[current]:-outline-offset-2'

/** What the links to the parts of a workspace show. */
const WORKSPACE_PARTS = {
  content: (
    <>
      <Icon icon={FileText} />
      Content
    </>
  ),
  people: (
    <>
      <Icon icon={UsersRound} />
      People
    </>
  ),
  search: (
    <>
      <Icon icon={Search} />
      Search
    </>
  ),
}

export interface ShellPerson {
  readonly name: string | null
  readonly email: string | null
}

/** The id of the connection that is shown first: the one that worked last. Empty without any. */
function firstShown(connections: readonly Connection[]): string {
  const at = ({ lastUsedAt }: Connection) => lastUsedAt?.getTime() ?? 0
  const [first] = connections.toSorted((one, other) => at(other) - at(one))
  return first?.id ?? ''
}

/**
 * The frame of every page for a signed-in person: a sidebar, or bars above and below on phones. Works without
 * JavaScript: its menus are popovers and its links are links.
 */
export function AppShell({
  person,
  connections,
  connect,
  signOut,
  banners,
  children,
}: {
  person: ShellPerson
  connections: readonly Connection[]
  /** The entry "Connect workspace" of the workspace menu. */
  connect: ReactNode
  /** The entry "Sign out" of the account menu. */
  signOut: ReactNode
  /** What is broken. */
  banners: ReactNode
  children: ReactNode
}) {
  const shown = { ids: connections.map(({ id }) => id), first: firstShown(connections) }
  const labels = labelsOf(connections)
  const any = connections.length > 0
  return (
    <div className="desk:grid desk:grid-cols-[var(--spacing-side)_minmax(0,1fr)] min-h-dvh max-desk:pb-[calc(57px+env(safe-area-inset-bottom))] print:block">
      <TopBar person={person} labels={any ? labels : null} first={shown.first} />
      <aside
        aria-label="Sidebar"
        className="sticky top-0 flex h-[calc(100dvh-var(--strip,0px))] flex-col gap-0.5 overflow-y-auto border-r border-line bg-sunk p-2 max-desk:hidden print:hidden"
      >
        <Link
          prefetch={false}
          href="/workspaces"
          className="mb-1 flex min-h-9 items-center gap-2 px-2 text-md font-semibold tracking-[-0.015em]"
        >
          <Logo />
          {PRODUCT_NAME}
        </Link>
        {any && (
          <>
            <button
              type="button"
              popoverTarget={SWITCHER}
              className="mb-2 flex min-h-11 w-full items-center gap-2.5 rounded-lg border border-rule bg-raised px-2 text-left font-semibold hover:border-edge"
            >
              <OfWorkspace parts={labels} first={shown.first} />
              <span className="sr-only">, switch workspace</span>
              <Icon icon={ChevronsUpDown} className="ml-auto shrink-0 text-dim" />
            </button>
            <nav aria-label="Workspace">
              <WorkspaceLinks
                {...shown}
                {...WORKSPACE_PARTS}
                className={NAV_ITEM}
                search={
                  <>
                    {WORKSPACE_PARTS.search}
                    <span
                      aria-hidden="true"
                      className="ml-auto rounded-sm border border-rule px-[5px] font-sans text-[0.6875rem] leading-4 text-dim"
                    >
                      Ctrl K
                    </span>
                  </>
                }
              />
            </nav>
            <hr className="my-1.5 border-line" />
          </>
        )}
        <nav aria-label={PRODUCT_NAME}>
          <NavLink href="/workspaces" className={NAV_ITEM}>
            <Icon icon={LayoutGrid} />
            All workspaces
            {any && (
              <span className="ml-auto text-xs font-normal text-dim tabular-nums">{connections.length}</span>
            )}
          </NavLink>
          <NavLink href="/settings/connections" sections={['/settings']} className={NAV_ITEM}>
            <Icon icon={Settings} />
            Settings
          </NavLink>
        </nav>
        <button
          type="button"
          popoverTarget={ACCOUNT}
          className="mt-auto flex min-h-12 w-full items-center gap-2.5 rounded-lg px-2 py-1 text-left hover:bg-hover"
        >
          <span className="sr-only">Account: </span>
          <PersonLabel person={person} />
          <Icon icon={ChevronsUpDown} className="ml-auto shrink-0 text-dim" />
        </button>
      </aside>
      <div className="min-w-0">
        {banners}
        {children}
      </div>
      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-sunk pb-[env(safe-area-inset-bottom)] desk:hidden print:hidden"
      >
        {any ? (
          <WorkspaceLinks {...shown} {...WORKSPACE_PARTS} className={TAB} />
        ) : (
          <NavLink href="/workspaces" className={TAB}>
            <Icon icon={LayoutGrid} />
            Workspaces
          </NavLink>
        )}
        <NavLink href="/settings/connections" sections={['/settings']} className={TAB}>
          <Icon icon={Settings} />
          Settings
        </NavLink>
      </nav>
      {any && (
        <Menu id={SWITCHER} label="Workspaces">
          <MenuHeading>Workspaces</MenuHeading>
          {connections.map((connection) => (
            <NavLink
              key={connection.id}
              href={`/workspaces/${connection.id}`}
              sections={[`/workspaces/${connection.id}`]}
              className={`${menuItemClass} aria-[current]:bg-press`}
            >
              <WorkspaceLabel connection={connection} />
            </NavLink>
          ))}
          <MenuSeparator />
          <NavLink href="/workspaces" className={menuItemClass}>
            <Icon icon={LayoutGrid} />
            All workspaces
          </NavLink>
          {connect}
        </Menu>
      )}
      <Menu id={ACCOUNT} label="Account">
        <div className="flex min-h-12 items-center gap-2.5 px-2 py-1">
          <PersonLabel person={person} />
        </div>
        <MenuSeparator />
        <NavLink href="/settings/account" className={menuItemClass}>
          <Icon icon={UserRound} />
          Account
        </NavLink>
        <NavLink href="/settings/activity" className={menuItemClass}>
          <Icon icon={History} />
          Activity
        </NavLink>
        <MenuSeparator />
        {signOut}
        <MenuSeparator />
        <p className="flex gap-4 px-2.5 text-xs text-dim">
          {(['privacy', 'terms'] as const).map((page) => (
            <Link
              key={page}
              prefetch={false}
              href={`/${page}`}
              className="inline-flex min-h-6 items-center capitalize hover:text-ink hover:underline max-desk:min-h-11"
            >
              {page}
            </Link>
          ))}
        </p>
      </Menu>
      <PaletteHost
        workspaces={connections.map((one) => ({ id: one.id, name: workspaceName(one.workspaceName) }))}
      />
    </div>
  )
}

const labelsOf = (connections: readonly Connection[]): Record<string, ReactNode> =>
  Object.fromEntries(
    connections.map((connection) => [
      connection.id,
      <WorkspaceLabel key={connection.id} connection={connection} />,
    ]),
  )

function PersonLabel({ person: { name, email } }: { person: ShellPerson }) {
  return (
    <>
      <Avatar name={name ?? email} />
      <span className="grid min-w-0 leading-[1.35]">
        <bdi className="truncate font-medium">{name ?? 'Your account'}</bdi>
        {email && <bdi className="truncate text-xs text-dim">{email}</bdi>}
      </span>
    </>
  )
}

/** On phones: mark, current workspace, account. */
function TopBar({
  person,
  labels,
  first,
}: {
  person: ShellPerson
  /** The workspaces, by the ids of their connections; null without any. */
  labels: Readonly<Record<string, ReactNode>> | null
  first: string
}) {
  const name = person.name ?? person.email
  return (
    <header className="sticky top-0 z-20 flex h-bar items-center gap-1 border-b border-line bg-sunk px-2 desk:hidden print:hidden">
      <Link
        prefetch={false}
        href="/workspaces"
        aria-label={`${PRODUCT_NAME}, all workspaces`}
        className="grid size-11 shrink-0 place-items-center"
      >
        <Logo />
      </Link>
      {labels ? (
        <button
          type="button"
          popoverTarget={SWITCHER}
          className="flex min-h-11 min-w-0 flex-1 items-center gap-2.5 rounded-lg px-2 text-left font-semibold"
        >
          <OfWorkspace
            parts={labels}
            first={first}
            all={
              <>
                <Icon icon={LayoutGrid} className="shrink-0 text-dim" />
                <span className="min-w-0 truncate">All workspaces</span>
              </>
            }
          />
          <span className="sr-only">, switch workspace</span>
          <Icon icon={ChevronsUpDown} className="shrink-0 text-dim" />
        </button>
      ) : (
        <span className="flex-1 font-semibold">{PRODUCT_NAME}</span>
      )}
      <button
        type="button"
        popoverTarget={ACCOUNT}
        aria-label={name ? `Account: ${name}` : 'Account'}
        className="grid size-11 shrink-0 place-items-center rounded-lg"
      >
        <Avatar name={name} />
      </button>
    </header>
  )
}

/** The entry "Sign out". A form of its own wraps it. */
export const SignOutEntry = () => (
  <>
    <Icon icon={LogOut} />
    Sign out
  </>
)
