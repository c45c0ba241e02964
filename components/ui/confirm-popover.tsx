import type { ReactNode } from 'react'
import { buttonClass } from './button'

/**
 * A button that asks before a form is sent. The question is a popover, so that it is asked without JavaScript too. Its
 * first control is what closes it, so the form needs a second, deliberate step.
 */
export function ConfirmPopover({
  id,
  button,
  title,
  confirm,
  children,
}: {
  /** Unique on the page. */
  id: string
  button: ReactNode
  title: string
  /** A form with the button that carries it out. */
  confirm: ReactNode
  /** What will happen. */
  children: ReactNode
}) {
  return (
    <>
      <button type="button" popoverTarget={id} className={buttonClass()}>
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-title`}
        className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-xl border border-rule bg-float p-6 text-ink shadow-lift"
      >
        <h3 id={`${id}-title`} className="mb-2 text-lg">
          {title}
        </h3>
        <div className="space-y-3 text-dim">{children}</div>
        <div className="mt-6 flex flex-wrap justify-end gap-2">
          <button
            type="button"
            popoverTarget={id}
            popoverTargetAction="hide"
            // biome-ignore lint/a11y/noAutofocus: the focus goes into a dialog when it opens
            autoFocus
            className={buttonClass()}
          >
            Cancel
          </button>
          {confirm}
        </div>
      </div>
    </>
  )
}
