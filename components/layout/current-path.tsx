'use client'
import { usePathname, useSearchParams } from 'next/navigation'

/** What was said once isn't said again after the next action. */
const SAID_ONCE = ['notice', 'disconnected']

/** Adds the current URL to a form, so that its action can lead back. */
export function CurrentPath({ name }: { name: string }) {
  const query = new URLSearchParams(useSearchParams())
  for (const one of SAID_ONCE) query.delete(one)
  return <input type="hidden" name={name} value={`${usePathname()}${query.size > 0 ? `?${query}` : ''}`} />
}
