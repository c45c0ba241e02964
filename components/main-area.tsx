import type { ReactNode } from 'react'

/** The page's own part, where the skip link leads. */
export function MainArea({ children, narrow = false }: { children: ReactNode; narrow?: boolean }) {
  return (
    <main
      id="main"
      className={`mx-auto w-full px-4 py-8 sm:px-6 sm:py-10 ${narrow ? 'max-w-xl' : 'max-w-4xl'}`}
    >
      {children}
    </main>
  )
}
