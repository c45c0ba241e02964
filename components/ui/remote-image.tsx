import type { ComponentProps } from 'react'

/**
 * An image from Notion or another site. Its host gets no referrer. The key makes an image with another URL another
 * element, so that the mark of `ImageFallback` stays with the image that failed.
 */
export function RemoteImage({ src, alt, ...more }: ComponentProps<'img'> & { src: string; alt: string }) {
  // biome-ignore lint/performance/noImgElement: our server must not fetch or resize images from other sites
  return <img key={src} src={src} alt={alt} referrerPolicy="no-referrer" {...more} />
}
