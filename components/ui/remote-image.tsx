import type { ComponentProps } from 'react'

/**
 * A picture of Notion's or a stranger's: its host is not told where it is shown. One of another address is another
 * element, so that a mark of `LostPictures` stays with the picture that did not load.
 */
export function RemoteImage({ src, alt, ...more }: ComponentProps<'img'> & { src: string; alt: string }) {
  // biome-ignore lint/performance/noImgElement: never fetched or resized by our server
  return <img key={src} src={src} alt={alt} referrerPolicy="no-referrer" {...more} />
}
