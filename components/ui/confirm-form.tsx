'use client'
import { type ReactNode, useRef } from 'react'

/**
 * A form whose dialog asks first. The dialog is one of the children, with a submit button and one that has
 * `data-closes`. Without JavaScript the form is sent at once.
 */
export function ConfirmForm({
  action,
  className,
  children,
}: {
  action: (form: FormData) => Promise<void>
  className?: string
  children: ReactNode
}) {
  const form = useRef<HTMLFormElement>(null)
  const dialog = () => form.current?.querySelector('dialog')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard clicks the button inside
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: as above
    <form
      ref={form}
      action={action}
      className={className}
      onSubmit={(event) => {
        if (dialog()?.open) return
        event.preventDefault()
        dialog()?.showModal()
      }}
      onClick={({ target }) => {
        if (target instanceof Element && target.closest('[data-closes]')) dialog()?.close()
      }}
    >
      {children}
    </form>
  )
}
