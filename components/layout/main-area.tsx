import type { ReactNode } from 'react'

/** The main content, target of the skip link. */
export function MainArea({
  children,
  narrow = false,
  wide = false,
}: {
  children: ReactNode
  narrow?: boolean
  wide?: boolean
}) {
  // The header and footer take the same width.
  const width = narrow ? 'max-w-xl' : wide ? 'max-w-7xl' : 'max-w-5xl'
  return (
    <main
      id="main"
      data-wide={wide ? '' : undefined}
      className={`mx-auto w-full px-4 py-8 sm:px-6 sm:py-10 ${width}`}
    >
      {children}
    </main>
  )
}
