import type { ReactNode } from 'react'

/**
 * What a button with `popoverTarget={id}` opens, also without JavaScript: next to the button, or as a sheet on phones
 * and in browsers that can't place it. See `.menu` in globals.css.
 */
export function Menu({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups the controls of a form
    <div id={id} popover="auto" role="group" aria-label={label} className="menu">
      {children}
    </div>
  )
}

export const MenuHeading = ({ children }: { children: ReactNode }) => (
  <p className="px-2.5 py-1.5 text-xs font-medium text-dim">{children}</p>
)

export const MenuSeparator = () => <hr className="my-1.5 border-line" />
