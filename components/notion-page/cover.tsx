import type { Picture } from '@/lib/notion'
import { pictureSource } from '@/lib/shared/urls'
import { RemoteImage } from '../ui/remote-image'

/** The cover image. Its space is reserved before it loads. */
export function Cover({
  connectionId,
  picture,
  className,
}: {
  connectionId: string
  picture: Picture | null
  /** Its height and margins. */
  className: string
}) {
  const source = pictureSource(connectionId, picture)
  if (!source) return null
  return (
    <RemoteImage
      src={source}
      alt=""
      width={1200}
      height={220}
      fetchPriority="high"
      className={`w-full rounded-xl border border-line bg-raised object-cover ${className}`}
    />
  )
}
