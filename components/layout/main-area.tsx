import type { ReactNode } from 'react'

/** The main content, target of the skip link. Inside the app it starts at the left, so that its edge never moves. */
export function MainArea({
  children,
  bar,
  centered = false,
  narrow = false,
  wide = false,
}: {
  children: ReactNode
  /** Above the content, over the whole width. */
  bar?: ReactNode
  /** In the middle of the window, on pages without the sidebar. */
  centered?: boolean
  /** For a message, or one form. */
  narrow?: boolean
  /** A table takes the whole width. */
  wide?: boolean
}) {
  const width = narrow ? 'max-w-[40rem]' : wide ? '' : centered ? 'max-w-[71rem]' : 'max-w-[73.75rem]'
  return (
    <main id="main" tabIndex={-1} className="min-w-0 outline-none">
      {bar}
      <div
        className={`w-full px-gutter pb-24 max-desk:pb-12 ${bar ? 'pt-8 max-desk:pt-2' : 'pt-8 max-desk:pt-5'} ${centered ? 'mx-auto' : ''} ${width}`}
      >
        {children}
      </div>
    </main>
  )
}
