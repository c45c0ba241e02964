/** Grey lines in the place of text that is on its way. */
export function SkeletonLines({ count, label }: { count: number; label: string }) {
  return (
    <div aria-busy="true">
      <p className="sr-only">{label}</p>
      {Array.from({ length: count }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
          key={index}
          className="skeleton my-3 h-4"
          style={{ width: `${88 - ((index * 17) % 40)}%` }}
        />
      ))}
    </div>
  )
}
