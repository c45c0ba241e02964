import type { ReactNode } from 'react'

/** The words of an action in the bar. Where there is no room for them, its icon is left; give it a `title` too. */
export const BarLabel = ({ children }: { children: ReactNode }) => (
  <span className="max-wide:sr-only">{children}</span>
)

/** Where one is, and what can be done with this page. Only on pages of a workspace. */
export function PageBar({ crumbs, actions }: { crumbs: ReactNode; actions?: ReactNode }) {
  return (
    <div
      data-page-bar=""
      className="flex min-h-11 items-center gap-4 bg-paper pr-1.5 pl-gutter desk:sticky desk:top-0 desk:z-5 desk:min-h-bar desk:border-b desk:border-line desk:pr-[calc(var(--gutter)-10px)] print:hidden"
    >
      <div className="min-w-0">{crumbs}</div>
      {actions && (
        <div className="ml-auto flex items-center gap-0.5 max-desk:[&_:is(a,button)]:min-w-11 max-desk:[&_:is(a,button)]:px-0">
          {actions}
        </div>
      )}
    </div>
  )
}
