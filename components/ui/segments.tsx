import type { ReactNode } from 'react'

const BOX =
  'inline-flex w-fit rounded-lg border border-rule bg-sunk p-0.5 max-desk:p-0 forced-colors:border-[ButtonText]'

/** The classes of one choice: a link with `aria-current`, or a label around a radio button. */
export const segmentClass =
  'inline-flex min-h-[calc(var(--control)-6px)] cursor-pointer items-center gap-1.5 rounded-[6px] border border-transparent px-3 font-medium text-soft hover:text-ink aria-[current]:border-rule aria-[current]:bg-float aria-[current]:text-ink has-checked:border-rule has-checked:bg-float has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-brass max-desk:min-h-11 [&>svg]:size-4 forced-colors:aria-[current]:outline-2 forced-colors:has-checked:outline-2'

/** A few choices of which one holds. Its children have {@link segmentClass}. */
export function Segments({
  label,
  role = 'group',
  children,
}: {
  label: string
  role?: 'group' | 'radiogroup'
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a label
    <div role={role} aria-label={label} className={BOX}>
      {children}
    </div>
  )
}
