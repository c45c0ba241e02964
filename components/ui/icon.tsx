import type { IconNode } from 'lucide'
import { type ComponentProps, createElement } from 'react'

/**
 * One of lucide's icons as plain SVG, so that it needs no JavaScript in the browser. Decorative: the text is next to it,
 * or its control has an accessible name.
 */
export function Icon({
  icon,
  size = 16,
  strokeWidth = 1.75,
  ...props
}: ComponentProps<'svg'> & { icon: IconNode; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={strokeWidth}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...props}
    >
      {icon.map(([tag, attributes], index) =>
        // Never reordered, so the index is the key.
        createElement(tag, { key: index, ...attributes }),
      )}
    </svg>
  )
}
