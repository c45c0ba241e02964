import type { ComponentProps, ReactNode } from 'react'

/** The box of a question, in a dialog or a popover. */
export const questionClass =
  'm-auto w-[min(30rem,calc(100vw-2rem))] rounded-xl border border-rule bg-float p-6 text-ink shadow-lift'

/** Below a question's title: what will happen, and the actions. */
export function QuestionBody({ actions, children }: { actions: ReactNode; children: ReactNode }) {
  return (
    <>
      <div className="space-y-3 text-dim">{children}</div>
      <div className="mt-6 flex flex-wrap justify-end gap-2">{actions}</div>
    </>
  )
}

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
    <dialog aria-labelledby={titleId} className={questionClass} {...props}>
      <h2 id={titleId} className="mb-2">
        {title}
      </h2>
      <QuestionBody actions={actions}>{children}</QuestionBody>
    </dialog>
  )
}
