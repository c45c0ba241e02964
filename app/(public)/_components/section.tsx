import type { ReactNode } from 'react'

/** The width of the public pages. */
export const PUBLIC_WIDTH = 'mx-auto w-full max-w-[71rem] px-gutter'

/** A band of the landing page, with its heading. */
export function Section({
  id,
  title,
  text,
  children,
}: {
  /** The fragment of its address. */
  id: string
  title: string
  text: string
  children: ReactNode
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4 border-t border-line">
      <div className={`${PUBLIC_WIDTH} py-14 desk:py-20`}>
        <div className="mb-10 max-w-[45rem]">
          <h2 id={`${id}-title`} className="text-xl tracking-[-0.025em]">
            {title}
          </h2>
          <p className="mt-2 text-md text-dim">{text}</p>
        </div>
        {children}
      </div>
    </section>
  )
}

/** Three columns, below each other on phones and tablets. */
export const THREE_COLUMNS = 'grid gap-8 desk:grid-cols-3 desk:gap-6'
