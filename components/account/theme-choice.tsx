import { THEMES, type Theme } from '@/lib/shared/theme'

const NAMES: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' }

// The colors of the other look can't be taken from the page, which has this one.
const LOOKS = {
  light: { page: '#faf7f0', side: '#f1ede3', ink: '#2b2620', brass: '#8a5f1c' },
  dark: { page: '#171411', side: '#110f0c', ink: '#ece7dd', brass: '#d9ac58' },
} as const

/** The app in one look, as a drawing of 152 by 92. */
function Drawing({ look, half }: { look: keyof typeof LOOKS; half?: 'left' | 'right' }) {
  const { page, side, ink, brass } = LOOKS[look]
  const clip = half && `theme-${half}-half`
  return (
    <>
      {half && (
        <clipPath id={clip}>
          <rect x={half === 'left' ? 0 : 76} width={76} height={92} />
        </clipPath>
      )}
      <g clipPath={clip && `url(#${clip})`}>
        <rect width={152} height={92} fill={page} />
        <rect width={44} height={92} fill={side} />
        <rect x={8} y={12} width={26} height={5} rx={2.5} fill={ink} />
        <rect x={8} y={24} width={20} height={4} rx={2} fill={ink} opacity={0.4} />
        <rect x={8} y={34} width={24} height={4} rx={2} fill={ink} opacity={0.4} />
        <rect x={56} y={14} width={52} height={7} rx={3.5} fill={ink} />
        <rect x={56} y={30} width={80} height={4} rx={2} fill={ink} opacity={0.4} />
        <rect x={56} y={40} width={68} height={4} rx={2} fill={ink} opacity={0.4} />
        <rect x={56} y={60} width={34} height={14} rx={4} fill={brass} />
      </g>
    </>
  )
}

/** Chooses the look. Each choice is a button that sends the form, so that it needs no script. */
export function ThemeChoice({
  action,
  current,
  labelledBy,
}: {
  action: (form: FormData) => Promise<void>
  current: Theme
  labelledBy: string
}) {
  return (
    <form action={action}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend beside the section's title */}
      <div
        role="group"
        aria-labelledby={labelledBy}
        className="grid grid-cols-[repeat(3,minmax(0,10.5rem))] gap-3 max-xs:gap-2"
      >
        {THEMES.map((theme) => (
          <button
            key={theme}
            type="submit"
            name="theme"
            value={theme}
            aria-pressed={theme === current}
            className="rounded-xl border border-rule bg-raised p-1.5 text-center font-medium hover:border-edge aria-pressed:border-brass aria-pressed:outline-1 aria-pressed:outline-brass forced-colors:aria-pressed:outline-2 forced-colors:aria-pressed:outline-[Highlight]"
          >
            <svg viewBox="0 0 152 92" aria-hidden="true" className="w-full rounded-lg border border-line">
              {theme === 'system' ? (
                <>
                  <Drawing look="light" half="left" />
                  <Drawing look="dark" half="right" />
                </>
              ) : (
                <Drawing look={theme} />
              )}
            </svg>
            <span className="block py-2">{NAMES[theme]}</span>
          </button>
        ))}
      </div>
    </form>
  )
}
