'use client'
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { FocusOnArrival } from '../ui/focus-on-arrival'

/** Shows the notice that the address names. A new one takes the focus too. */
export function ReturnNotice({ notices }: { notices: Readonly<Record<string, ReactNode>> }) {
  const name = useSearchParams().get('notice') ?? ''
  return Object.hasOwn(notices, name) ? (
    <FocusOnArrival key={name} className="mb-5 rounded-xl">
      {notices[name]}
    </FocusOnArrival>
  ) : null
}
