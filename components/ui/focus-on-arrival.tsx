'use client'
import { type ReactNode, useEffect, useRef } from 'react'

/**
 * Takes the focus when it appears and nothing else has it, because what was clicked is gone: screen readers then read
 * the result, and the keyboard goes on from here.
 */
export function FocusOnArrival({ className, children }: { className?: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) box.current?.focus()
  }, [])
  return (
    <div ref={box} tabIndex={-1} className={className}>
      {children}
    </div>
  )
}
