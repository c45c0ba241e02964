import type { ReactNode } from 'react'

const COLORS = {
  gray: 'bg-(--ground-gray) text-(--tint-gray)',
  brown: 'bg-(--ground-brown) text-(--tint-brown)',
  orange: 'bg-(--ground-orange) text-(--tint-orange)',
  yellow: 'bg-(--ground-yellow) text-(--tint-yellow)',
  green: 'bg-(--ground-green) text-(--tint-green)',
  blue: 'bg-(--ground-blue) text-(--tint-blue)',
  purple: 'bg-(--ground-purple) text-(--tint-purple)',
  pink: 'bg-(--ground-pink) text-(--tint-pink)',
  red: 'bg-(--ground-red) text-(--tint-red)',
} as const

export type TagColor = keyof typeof COLORS

export const TAG_COLORS = Object.keys(COLORS) as readonly TagColor[]

/** A short label in one of Notion's nine colors. */
export function Tag({ color = 'gray', children }: { color?: TagColor; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center rounded-sm px-2 py-px text-xs leading-[18px] font-medium whitespace-nowrap forced-colors:border ${COLORS[color]}`}
    >
      {children}
    </span>
  )
}
