'use client'
import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { Button, type ButtonSize, type ButtonTone } from './button'

/** A submit button that ignores clicks while its form is pending. */
export function SubmitButton({
  children,
  tone,
  size,
  className,
}: {
  children: ReactNode
  tone?: ButtonTone
  size?: ButtonSize
  className?: string
}) {
  const { pending } = useFormStatus()
  return (
    <Button
      type="submit"
      tone={tone}
      size={size}
      className={className}
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault()
      }}
    >
      {children}
    </Button>
  )
}
