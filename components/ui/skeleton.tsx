import type { CSSProperties } from 'react'

/** A gray bar in place of content that is loading. */
export const Skeleton = ({ className, style }: { className: string; style?: CSSProperties }) => (
  <span data-skeleton="" className={`block animate-delayed rounded-sm bg-line ${className}`} style={style} />
)

/** Gray lines in place of text that is loading. */
export function SkeletonLines({ count, label }: { count: number; label: string }) {
  return (
    <div aria-busy="true">
      <p className="sr-only">{label}</p>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
          key={index}
          className="my-3 h-4"
          style={{ width: `${88 - ((index * 17) % 40)}%` }}
        />
      ))}
    </div>
  )
}
