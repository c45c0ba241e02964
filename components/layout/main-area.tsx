import type { ReactNode } from 'react'

/** The page's own part, where the skip link leads. */
export function MainArea({
  children,
  narrow = false,
  wide = false,
}: {
  children: ReactNode
  narrow?: boolean
  wide?: boolean
}) {
  // The bars above and below take the same width, so that their edges meet.
  const width = narrow ? 'max-w-xl' : wide ? 'wide max-w-7xl' : 'max-w-5xl'
  return (
    <main id="main" className={`mx-auto w-full px-4 py-8 sm:px-6 sm:py-10 ${width}`}>
      {children}
    </main>
  )
}
