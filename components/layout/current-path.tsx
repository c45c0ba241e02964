'use client'
import { usePathname, useSearchParams } from 'next/navigation'

/** Adds the current URL to a form, so that its action can lead back. */
export function CurrentPath({ name }: { name: string }) {
  const query = useSearchParams().toString()
  return <input type="hidden" name={name} value={`${usePathname()}${query && `?${query}`}`} />
}
