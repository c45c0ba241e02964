'use client'
import { usePathname, useSearchParams } from 'next/navigation'

/** Tells a form where the person is, to bring them back there. */
export function CurrentPath({ name }: { name: string }) {
  const query = useSearchParams().toString()
  return <input type="hidden" name={name} value={`${usePathname()}${query && `?${query}`}`} />
}
