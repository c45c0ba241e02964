'use client'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../ui/button'
import { Input } from '../ui/field'
import { useReplaceLater } from '../ui/use-replace-later'
import { MAX_QUERY, parseSearchQuery, searchHref } from './search-params'

const PAUSE_MS = 200

/**
 * The search field and its server-rendered results. A plain form without JavaScript. With JavaScript, results follow
 * the typing, and a late response never replaces a newer one.
 */
export function SearchField({
  connectionId,
  words,
  children,
}: {
  connectionId: string
  /** The query that the results answer. */
  words: string
  children: ReactNode
}) {
  const { pending, cancel, replaceLater } = useReplaceLater()
  const asked = useRef(words)
  const field = useRef<HTMLInputElement>(null)
  const results = useRef<HTMLDivElement>(null)
  // After Back, Forward or a link, the field shows the query of the results, but never while the person types.
  useEffect(() => {
    if (!field.current || words === asked.current || document.activeElement === field.current) return
    asked.current = words
    field.current.value = words
  }, [words])

  const ask = (value: string, after: number) => {
    cancel()
    const next = parseSearchQuery(value)
    if (next === asked.current) return
    replaceLater(after, () => {
      asked.current = next
      return searchHref(connectionId, next)
    })
  }

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const { key, target, nativeEvent } = event
    // While composing, these keys select a suggestion of the input method.
    if (nativeEvent.isComposing) return
    if (key === 'Escape' && field.current && (field.current.value || target !== field.current)) {
      event.preventDefault()
      field.current.value = ''
      field.current.focus()
      ask('', 0)
    }
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const stops = [field.current, ...(results.current?.querySelectorAll<HTMLElement>('[data-result]') ?? [])]
    const at = target instanceof HTMLElement ? stops.indexOf(target) : -1
    if (at === -1) return
    event.preventDefault()
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the field and its results
    <div onKeyDown={move}>
      <search>
        <form
          action={searchHref(connectionId, '')}
          className="mb-5 flex flex-wrap gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            ask(field.current?.value ?? '', 0)
          }}
        >
          <label htmlFor="q" className="sr-only">
            Search for titles
          </label>
          <Input
            ref={field}
            id="q"
            type="search"
            name="q"
            defaultValue={words}
            maxLength={MAX_QUERY}
            autoComplete="off"
            placeholder="Words of a title"
            dir="auto"
            className="min-h-10 min-w-0 flex-1 basis-60 px-3 py-2"
            onChange={(event) => ask(event.currentTarget.value, PAUSE_MS)}
          />
          <Button type="submit">Search</Button>
        </form>
      </search>
      <div ref={results} aria-busy={pending} className={pending ? 'opacity-60' : ''}>
        {children}
      </div>
    </div>
  )
}
