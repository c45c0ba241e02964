import { truncate } from '@/lib/shared/truncate'
import { Skeleton } from './skeleton'

/** A placeholder for icon and title, with the title if it is cached. */
export function TitleSkeleton({ title }: { title: string | null }) {
  return (
    <div className="flex items-start gap-3">
      <Skeleton className="size-8 shrink-0" />
      {title ? (
        <h1 dir="auto" className="line-clamp-3 min-w-0 flex-1 text-xl">
          {truncate(title)}
        </h1>
      ) : (
        <Skeleton className="h-9 w-2/3 max-w-md" />
      )}
    </div>
  )
}
