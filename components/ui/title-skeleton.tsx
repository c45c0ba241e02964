import { truncate } from '@/lib/shared/truncate'

/** Holds the place of an icon and a title: with the title in it, if it was read a moment ago in a list. */
export function TitleSkeleton({ title }: { title: string | null }) {
  return (
    <div className="flex items-start gap-3">
      <span className="skeleton size-8 shrink-0" />
      {title ? (
        <h1 dir="auto" className="line-clamp-3 min-w-0 flex-1 text-3xl">
          {truncate(title)}
        </h1>
      ) : (
        <span className="skeleton h-9 w-2/3 max-w-md" />
      )}
    </div>
  )
}
