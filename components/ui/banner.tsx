import { TriangleAlert } from 'lucide'
import type { ReactNode } from 'react'
import { Icon } from './icon'

/** What is broken, above the page, with the one action that repairs it. */
export function Banner({
  label,
  action,
  children,
}: {
  label: string
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <aside
      aria-label={label}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-[color-mix(in_oklab,var(--danger)_40%,transparent)] bg-danger-wash px-gutter py-2.5 max-desk:flex-nowrap max-desk:py-3"
    >
      <Icon icon={TriangleAlert} className="shrink-0 text-danger" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </aside>
  )
}
