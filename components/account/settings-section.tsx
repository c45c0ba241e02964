import type { ReactNode } from 'react'

/** One subject of a settings page: its name and what it is about at the left, its controls beside it. */
export function SettingsSection({
  id,
  title,
  hint,
  children,
}: {
  id: string
  title: string
  hint?: ReactNode
  children: ReactNode
}) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid gap-x-12 gap-y-2 border-t border-line py-7 first-of-type:border-t-0 first-of-type:pt-0 max-desk:gap-y-4 max-desk:py-6 desk:grid-cols-[15rem_minmax(0,1fr)]"
    >
      <div>
        <h2 id={`${id}-title`} className="text-md">
          {title}
        </h2>
        {hint && <p className="mt-1 text-dim">{hint}</p>}
      </div>
      <div className="max-w-[45rem] min-w-0">{children}</div>
    </section>
  )
}
