import type { ReactNode } from 'react'

/** The title of a screen, and at its end the one action that the screen is for. */
export function PageHead({
  title,
  icon,
  action,
  children,
}: {
  title: ReactNode
  icon?: ReactNode
  action?: ReactNode
  /** A sentence below the title. */
  children?: ReactNode
}) {
  return (
    <div className="mb-6 flex flex-wrap items-start gap-x-4 gap-y-3 max-desk:mb-5">
      {icon}
      <div className="min-w-40 flex-1">
        <h1 dir="auto">{title}</h1>
        {children && <div className="mt-0.5 max-w-[64ch] text-dim">{children}</div>}
      </div>
      {action && <div className="ml-auto">{action}</div>}
    </div>
  )
}
