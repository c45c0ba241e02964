import type { ReactNode } from 'react'
import { Logo } from '../layout/logo'

/** What a list shows that holds nothing, and the way to fill it. */
export function EmptyState({
  title,
  heading: Heading = 'h2',
  action,
  children,
}: {
  title: string
  heading?: 'h2' | 'h3'
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="rounded-xl border border-dashed border-rule px-6 py-14 text-center">
      <div className="mb-4 flex justify-center [&>svg]:h-7 [&>svg]:w-11">
        <Logo />
      </div>
      <Heading>{title}</Heading>
      <div className="mx-auto mt-2 max-w-[46ch] text-dim">{children}</div>
      {action && <div className="mt-6 flex justify-center gap-2">{action}</div>}
    </div>
  )
}
