import type { ComponentProps, ReactNode } from 'react'

/** A question that has to be answered first. Opened with `showModal()`, closed by its own buttons. */
export function Dialog({
  titleId,
  title,
  actions,
  children,
  ...props
}: Omit<ComponentProps<'dialog'>, 'title'> & {
  titleId: string
  title: ReactNode
  /** Cancel first, then what it asks about. */
  actions: ReactNode
}) {
  return (
    <dialog
      aria-labelledby={titleId}
      className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-xl border border-rule bg-float p-6 text-ink shadow-lift"
      {...props}
    >
      <h2 id={titleId} className="mb-2">
        {title}
      </h2>
      <div className="space-y-3 text-dim">{children}</div>
      <div className="mt-6 flex flex-wrap justify-end gap-2">{actions}</div>
    </dialog>
  )
}
