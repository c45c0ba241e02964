'use client'
import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { pluralize } from '@/lib/shared/pluralize'
import { workspaceHref } from '@/lib/shared/urls'
import { MAX_QUERY, searchHref } from '../search/search-params'
import { RemoteImage } from '../ui/remote-image'
import { textLink } from '../ui/text-link'
import { recentPages } from './recent-pages'
import type { SearchError, SearchResult, WorkspaceResults } from './search-response'
import { type SearchFailure, useSearch } from './use-search'

export interface PaletteWorkspace {
  readonly id: string
  readonly name: string
}

export interface PaletteProps {
  workspaces: readonly PaletteWorkspace[]
  onClose: () => void
}

const DESTINATIONS = [
  ['/workspaces', 'Workspaces'],
  ['/settings/connections', 'Settings: connections'],
  ['/settings/account', 'Settings: account'],
  ['/settings/activity', 'Settings: activity'],
] as const

function errorText({ kind, seconds }: SearchError): string {
  switch (kind) {
    case 'reconnect':
      return 'needs to be reconnected'
    case 'wait':
      return `can be searched again in ${seconds ?? 1} s`
    case 'slow':
      return 'hasn’t responded yet'
    case 'other':
      return 'couldn’t be searched'
    default:
      return kind satisfies never
  }
}

const heading =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-dim'

/** Searches the titles of all workspaces, and offers recent pages and destinations. */
export function Palette({ workspaces, onClose }: PaletteProps) {
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const [selected, setSelected] = useState('')
  const { words, answer, failure, busy } = useSearch(typed)
  const visits = useMemo(() => recentPages(workspaces.map((one) => one.id)), [workspaces])
  // When the dialog closes, the browser restores the focus.
  useEffect(() => {
    const { current } = dialog
    current?.showModal()
    // `showModal` would focus the wrapper of the field.
    current?.querySelector('input')?.focus()
    return () => current?.close()
  }, [])
  const found = answer?.workspaces ?? []
  const first = found.flatMap((one) => one.items)[0]
  // Enter opens the first new result.
  useEffect(() => {
    if (first) setSelected(first.href)
  }, [first])

  const go = (href: string) => {
    dialog.current?.close()
    router.push(href)
  }
  const jumps = [
    ...DESTINATIONS.map(([href, name]) => ({ href, name })),
    ...workspaces.map(({ id, name }) => ({ href: workspaceHref(id), name })),
  ].filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()))

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      aria-label="Search all workspaces"
      // In development, effects run twice, and the first `close` event arrives after the dialog reopened.
      onClose={() => {
        if (!dialog.current?.open) onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close()
      }}
      className="mx-auto mt-[12vh] mb-auto w-[min(40rem,calc(100vw-2rem))] rounded-xl border border-line bg-raised p-0 text-ink"
    >
      <Command
        label="Search all workspaces"
        shouldFilter={false}
        loop
        vimBindings={false}
        value={selected}
        onValueChange={setSelected}
      >
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          maxLength={MAX_QUERY}
          placeholder="Search all workspaces"
          dir="auto"
          className="w-full border-b border-line bg-transparent px-4 py-3.5 text-ink placeholder:text-dim focus-visible:outline-offset-[-2px]"
        />
        <p role="status" className="px-4 pt-2 text-sm text-dim empty:hidden">
          {statusText({ words, busy, found, failure })}
        </p>
        <Command.List
          label="Pages and places"
          className={`max-h-[55vh] overflow-y-auto p-2 ${busy ? 'opacity-60' : ''}`}
        >
          {!words && visits.length > 0 && (
            <Command.Group heading="Visited in this tab" className={heading}>
              {visits.map(({ href, title }) => (
                <PaletteItem key={href} value={`visit ${href}`} onSelect={() => go(href)}>
                  {title || 'Untitled'}
                </PaletteItem>
              ))}
            </Command.Group>
          )}
          {found
            .filter((one) => one.items.length > 0)
            .map(({ connectionId, workspace, items }) => (
              <Command.Group key={connectionId} heading={workspace} className={heading}>
                {items.map((item) => (
                  <PaletteItem
                    key={item.id}
                    value={item.href}
                    onSelect={() => go(item.href)}
                    icon={item}
                    disabled={busy}
                  >
                    {item.title || 'Untitled'}
                  </PaletteItem>
                ))}
              </Command.Group>
            ))}
          {jumps.length > 0 && (
            <Command.Group heading="Go to" className={heading}>
              {jumps.map(({ href, name }) => (
                <PaletteItem key={href} value={`go ${href}`} onSelect={() => go(href)}>
                  {name}
                </PaletteItem>
              ))}
            </Command.Group>
          )}
          {words && (
            <Command.Group heading="All results" className={heading}>
              {workspaces.map(({ id, name }) => (
                <PaletteItem key={id} value={`all ${id}`} onSelect={() => go(searchHref(id, words))}>
                  Search in {name}
                </PaletteItem>
              ))}
            </Command.Group>
          )}
        </Command.List>
        <Errors found={found} />
        {failure === 'signed-out' && (
          <p className="border-t border-line px-4 py-3 text-sm">
            <a href="/sign-in?returnTo=%2Fworkspaces" className={textLink}>
              Sign in again
            </a>
          </p>
        )}
      </Command>
    </dialog>
  )
}

function statusText({
  words,
  busy,
  found,
  failure,
}: {
  words: string
  busy: boolean
  found: readonly WorkspaceResults[]
  failure: SearchFailure | null
}): string {
  if (!words) return ''
  if (busy) return 'Searching …'
  if (failure === 'signed-out') return 'You were signed out.'
  if (typeof failure === 'number')
    return `Too many searches. You can search again in ${pluralize(failure, 'second')}.`
  if (failure) return 'The search failed. Keep typing to try again.'
  const count = found.reduce((sum, one) => sum + one.items.length, 0)
  if (count === 0 && found.some((one) => one.error))
    return 'Nothing found, but not every workspace responded.'
  return count === 0 ? 'No titles contain these words.' : `${count} ${count === 1 ? 'result' : 'results'}`
}

function PaletteItem({
  value,
  onSelect,
  icon,
  disabled = false,
  children,
}: {
  value: string
  onSelect: () => void
  icon?: SearchResult
  /** The result of an earlier query. It stays visible, but Enter doesn't open it. */
  disabled?: boolean
  children: ReactNode
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      disabled={disabled}
      className="flex cursor-pointer items-center gap-2.5 rounded-lg px-3 py-2 data-[selected=true]:bg-[color-mix(in_oklab,var(--brass),transparent_78%)]"
    >
      {icon && (
        <span
          aria-hidden="true"
          className="inline-flex size-5 shrink-0 items-center justify-center overflow-hidden text-dim"
        >
          {icon.picture ? (
            <RemoteImage src={icon.picture} alt="" width={20} height={20} />
          ) : (
            (icon.emoji ?? (icon.kind === 'page' ? '▤' : '▦'))
          )}
        </span>
      )}
      <bdi className="line-clamp-2 min-w-0">{children}</bdi>
    </Command.Item>
  )
}

function Errors({ found }: { found: readonly WorkspaceResults[] }) {
  const broken = found.flatMap((one) => (one.error ? [{ ...one, error: one.error }] : []))
  if (broken.length === 0) return null
  return (
    <ul className="border-t border-line px-4 py-2 text-sm text-dim">
      {broken.map(({ connectionId, workspace, error }) => (
        <li key={connectionId}>
          <bdi>{workspace}</bdi> {errorText(error)}.
        </li>
      ))}
    </ul>
  )
}
