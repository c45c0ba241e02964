'use client'
import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'

/** A form's button: not pressed twice while its answer is under way. */
export function SubmitButton({ children, className = '' }: { children: ReactNode; className?: string }) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      className={`button ${className}`}
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault()
      }}
    >
      {children}
    </button>
  )
}
