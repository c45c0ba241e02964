'use client'
import { usePathname } from 'next/navigation'

/** Tells a form where the person is, to bring them back there. */
export function CurrentPath({ name }: { name: string }) {
  return <input type="hidden" name={name} value={usePathname()} />
}
