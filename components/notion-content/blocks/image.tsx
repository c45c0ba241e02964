import { plainText } from '@/lib/shared/plain-text'
import { RemoteImage } from '../../ui/remote-image'
import { Caption } from '../block-parts'
import type { BlockProps } from '../content-context'
import { mediaSource } from '../media'
import { UnsafeAddress } from './media-card'

/** A picture in a box of fixed shape: Notion does not tell its size, and nothing may jump when it arrives. */
export function ImageBlock({ block, context }: BlockProps<'image'>) {
  const { image } = block
  const source = mediaSource(image, block.id, context.connectionId)
  if (!source) return <UnsafeAddress what="A picture" />
  const caption = plainText(image.caption).trim()
  return (
    <figure className="block">
      <RemoteImage src={source.href} alt={caption} className="picture" loading="lazy" />
      <p className="instead note">
        The picture did not load.{' '}
        <a href={source.href} className="link" rel="noreferrer noopener nofollow" target="_blank">
          Try its address<span className="sr-only"> (new tab)</span>
        </a>
      </p>
      <Caption text={image.caption} context={context} />
    </figure>
  )
}
