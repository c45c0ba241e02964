import { plainText } from '@/lib/shared/plain-text'
import { RemoteImage } from '../../ui/remote-image'
import { Caption } from '../block-parts'
import type { BlockProps } from '../content-context'
import { mediaSource } from '../media'
import { UnsafeAddress } from './media-card'

/** An image in its own shape. Notion doesn't provide its size, so some room is kept for it until it has loaded. */
export function ImageBlock({ block, context }: BlockProps<'image'>) {
  const { image } = block
  const source = mediaSource(image, block.id, context.connectionId)
  if (!source) return <UnsafeAddress what="An image" />
  const caption = plainText(image.caption).trim()
  return (
    <figure className="notion-block">
      <RemoteImage src={source.href} alt={caption} className="notion-image" loading="lazy" />
      <p className="notion-note" data-image-fallback="">
        The image didn’t load.{' '}
        <a href={source.href} className="notion-link" rel="noreferrer noopener nofollow" target="_blank">
          Open the image<span className="sr-only"> (new tab)</span>
        </a>
      </p>
      <Caption text={image.caption} context={context} />
    </figure>
  )
}
