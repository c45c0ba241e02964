const TONES = {
  plain: 'border-rule bg-raised hover:border-edge [&>svg]:text-dim',
  /** A condition that holds now. */
  on: 'border-[color-mix(in_oklab,var(--brass)_55%,transparent)] bg-brass-wash [&>svg]:text-brass-text',
  /** Adds another. */
  add: 'border-dashed border-rule text-soft hover:border-edge [&>svg]:text-dim',
} as const

/** The classes of a chip: a button, link or summary. */
export const chipClass = (tone: keyof typeof TONES = 'plain', more = ''): string =>
  `relative inline-flex min-h-8 cursor-pointer items-center gap-1.5 rounded-full border px-2.5 font-medium whitespace-nowrap max-desk:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 forced-colors:border-[ButtonText] ${TONES[tone]} ${more}`
