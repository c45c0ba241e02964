import { initials } from './initials'
import { RemoteImage } from './remote-image'

const SIZES = {
  sm: 'size-5 text-[0.5625rem]',
  md: 'size-7 text-[0.6875rem]',
  lg: 'size-14 text-lg',
} as const

const PIXELS = { sm: 20, md: 28, lg: 56 } as const

/** A person's picture, or their initials. Decorative: the name is said next to it. */
export function Avatar({
  name,
  image,
  size = 'md',
}: {
  name: string | null
  /** The address of a picture that the content policy allows. */
  image?: string | null
  size?: keyof typeof SIZES
}) {
  const letters = (
    <span
      data-image-fallback={image ? '' : undefined}
      className="grid size-full place-items-center bg-(--ground-brown) font-semibold text-(--tint-brown)"
    >
      {initials(name ?? '')}
    </span>
  )
  return (
    <span aria-hidden="true" className={`inline-block shrink-0 overflow-hidden rounded-full ${SIZES[size]}`}>
      {image && (
        <RemoteImage
          src={image}
          alt=""
          width={PIXELS[size]}
          height={PIXELS[size]}
          loading="lazy"
          className="size-full object-cover"
        />
      )}
      {letters}
    </span>
  )
}
