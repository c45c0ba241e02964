'use client'
import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { Button, type ButtonSize, type ButtonTone } from './button'
import { menuItemClass } from './menu-item'

/** A submit button that ignores clicks while its form is pending. */
export function SubmitButton({
  children,
  tone,
  size,
  className,
  title,
  inMenu = false,
}: {
  children: ReactNode
  tone?: ButtonTone
  size?: ButtonSize
  className?: string
  /** For a button that shows only an icon. */
  title?: string
  /** Looks like an entry of a menu. */
  inMenu?: boolean
}) {
  const { pending } = useFormStatus()
  const shared = {
    type: 'submit',
    title,
    'aria-disabled': pending,
    onClick: (event: { preventDefault(): void }) => {
      if (pending) event.preventDefault()
    },
  } as const
  if (inMenu)
    return (
      <button className={menuItemClass} {...shared}>
        {children}
      </button>
    )
  return (
    <Button tone={tone} size={size} className={className} {...shared}>
      {children}
    </Button>
  )
}
