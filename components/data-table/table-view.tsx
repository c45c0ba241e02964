'use client'
import { useRouter } from 'next/navigation'
import {
  createContext,
  type FocusEvent,
  type MouseEvent,
  type ReactNode,
  type SubmitEvent,
  use,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useTransition,
} from 'react'
import type { FilterColumn } from './filter-columns'

/** What the forms and menus of one table need. */
export interface TableContext {
  readonly connectionId: string
  readonly dataSourceId: string
  /** The table's address without sort and filter. */
  readonly here: string
  /** The query string of the rows in view. */
  readonly search: string
  readonly columns: readonly FilterColumn[]
}

const Context = createContext<(TableContext & { readonly open: (href: string) => void }) | null>(null)

export function useTable() {
  const table = use(Context)
  if (!table) throw new Error('not in a table')
  return table
}

const closeMenu = (inside: Element) => inside.closest<HTMLElement>('[popover]')?.hidePopover()

/**
 * A table with its filters. Links and forms with `data-soft` replace the rows without loading the page again: the page
 * stays where it is, and so does the focus. Without JavaScript they are plain links and forms.
 */
export function TableView({ table, children }: { table: TableContext; children: ReactNode }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const box = useRef<HTMLDivElement>(null)
  const focused = useRef<Element | null>(null)
  const shown = useRef<ReactNode>(null)
  const [announcement, setAnnouncement] = useState('')
  const open = (href: string) => startTransition(() => router.push(href, { scroll: false }))

  // New rows are announced, even where as many came as before.
  useEffect(() => {
    const result = box.current?.querySelector<HTMLElement>('[data-result]')
    const text = result ? `${result.textContent}. ${result.dataset['result']}` : ''
    if (shown.current !== null && shown.current !== children)
      setAnnouncement((before) => (before === text ? `${text}\u00A0` : text))
    shown.current = children
  }, [children])

  // The focused element may be gone, such as a filter that was removed.
  useLayoutEffect(() => {
    if (!focused.current || focused.current.isConnected) return
    focused.current = null
    if (document.activeElement === document.body)
      box.current?.querySelector<HTMLElement>('[data-add-filter]')?.focus()
  })

  const follow = (event: MouseEvent) => {
    const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event
    const link = target instanceof Element ? target.closest('a[data-soft]') : null
    const href = link?.getAttribute('href')
    if (!link || !href || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return
    event.preventDefault()
    closeMenu(link)
    open(href)
  }

  const send = (event: SubmitEvent<HTMLElement>) => {
    const { target, nativeEvent } = event
    if (event.defaultPrevented || !(target instanceof HTMLFormElement) || !('soft' in target.dataset)) return
    event.preventDefault()
    const { submitter } = nativeEvent as globalThis.SubmitEvent
    const fields = [...new FormData(target, submitter)].map(([name, value]) => [name, String(value)])
    closeMenu(target)
    open(`${table.here}?${new URLSearchParams(fields)}`)
  }

  return (
    <Context value={{ ...table, open }}>
      {/* biome-ignore lint/a11y: clicks on the links in it, of which the keyboard makes clicks too */}
      <div
        ref={box}
        className={`data-table-view transition-opacity ${pending ? 'opacity-60' : ''}`}
        aria-busy={pending}
        onClick={follow}
        onSubmit={send}
        onFocus={({ target }: FocusEvent) => {
          focused.current = target
        }}
        onBlur={() => {
          focused.current = null
        }}
      >
        {children}
        <p role="status" className="sr-only">
          {announcement}
        </p>
      </div>
    </Context>
  )
}
