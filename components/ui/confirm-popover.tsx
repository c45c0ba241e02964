import type { ReactNode } from 'react'
import { buttonClass } from './button'
import { QuestionBody, questionClass } from './dialog'

/**
 * A button that asks before a form is sent. The question is a popover, so it works without JavaScript too. Its
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
      <div id={id} popover="auto" role="dialog" aria-labelledby={`${id}-title`} className={questionClass}>
        <h3 id={`${id}-title`} className="mb-2 text-lg">
          {title}
        </h3>
        <QuestionBody
          actions={
            <>
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
            </>
          }
        >
          {children}
        </QuestionBody>
      </div>
    </>
  )
}
