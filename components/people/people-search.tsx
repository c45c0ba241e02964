'use client'
import { Search } from 'lucide'
import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { FieldWithIcon, Input, Select } from '../ui/field'
import { Icon } from '../ui/icon'
import { useReplaceLater } from '../ui/use-replace-later'
import { PAGE_SIZES, type PeopleParams, parsePeopleParams, peopleHref } from './people-params'

const PAUSE_MS = 200

/**
 * Filters the list by name and email address, and sets how many are on a page. A plain form without JavaScript; with
 * it, the list follows the typing.
 */
export function PeopleSearch({
  connectionId,
  asked,
  noJs,
  children,
}: {
  connectionId: string
  asked: PeopleParams
  noJs: boolean
  children: ReactNode
}) {
  const { pending, replaceLater } = useReplaceLater()
  const read = (form: HTMLFormElement, after: number) =>
    replaceLater(after, () => {
      const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
      return peopleHref(connectionId, parsePeopleParams(fields))
    })

  return (
    <>
      <search>
        <form
          action={peopleHref(connectionId, parsePeopleParams({}))}
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            read(event.currentTarget, 0)
          }}
          onChange={(event) => read(event.currentTarget, PAUSE_MS)}
        >
          {noJs && <input type="hidden" name="plain" value="1" />}
          <label htmlFor="people-q" className="sr-only">
            Filter by name or email
          </label>
          <FieldWithIcon icon={<Icon icon={Search} />} className="min-w-0 flex-1 basis-60">
            <Input
              id="people-q"
              type="search"
              name="q"
              defaultValue={asked.q}
              maxLength={100}
              autoComplete="off"
              placeholder="Filter by name or email"
              dir="auto"
              className="w-full pl-9"
            />
          </FieldWithIcon>
          <label className="flex items-center gap-2 text-dim">
            People per page
            <Select name="size" defaultValue={asked.size}>
              {PAGE_SIZES.map((size) => (
                <option key={size}>{size}</option>
              ))}
            </Select>
          </label>
          <span className="hidden noscript:block">
            <Button type="submit">Show</Button>
          </span>
        </form>
      </search>
      <div aria-busy={pending} className={`transition-opacity ${pending ? 'opacity-60' : ''}`}>
        {children}
      </div>
    </>
  )
}
