'use client'
import { useEffect } from 'react'

const markLoaded = (picture: HTMLImageElement) => picture.setAttribute('data-image-loaded', '')
const markFailed = (picture: HTMLImageElement) => picture.setAttribute('data-image-failed', '')

/**
 * Marks images that have loaded, and those that fail to load, so that the element after each is shown instead: see
 * `[data-image-failed]` in globals.css. React doesn't know the attributes, so an image with another URL needs another
 * key.
 */
export function ImageFallback() {
  useEffect(() => {
    const onEnd = ({ target, type }: Event) => {
      if (target instanceof HTMLImageElement) (type === 'load' ? markLoaded : markFailed)(target)
    }
    // These events don't bubble, but they can be captured.
    document.addEventListener('load', onEnd, true)
    document.addEventListener('error', onEnd, true)
    // Some ended before this effect ran. An SVG without an intrinsic size has width 0 but may be fine, so decode it.
    for (const picture of document.images)
      if (picture.complete) {
        if (picture.naturalWidth > 0) markLoaded(picture)
        else picture.decode().catch(() => markFailed(picture))
      }
    return () => {
      document.removeEventListener('load', onEnd, true)
      document.removeEventListener('error', onEnd, true)
    }
  }, [])
  return null
}
