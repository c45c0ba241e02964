'use client'
import type { ReactNode } from 'react'

/** Works without JavaScript. With it, focus goes to the content, because the button is about to be gone. */
export function HideForm({ action, children }: { action: () => Promise<void>; children: ReactNode }) {
  return (
    <form
      action={action}
      className="ml-auto"
      onSubmit={() => document.getElementById('main')?.focus({ preventScroll: true })}
    >
      {children}
    </form>
  )
}
