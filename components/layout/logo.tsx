/** The product's logo, a key. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 20" width="28" height="18" aria-hidden="true" className="shrink-0 text-brass">
      <g fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round">
        <circle cx="8" cy="10" r="5.6" />
        <path d="M13.6 10H29M24 10v5" />
      </g>
    </svg>
  )
}
