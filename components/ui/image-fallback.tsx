'use client'
import { useEffect } from 'react'

const markFailed = (picture: HTMLImageElement) => picture.setAttribute('data-image-failed', '')

/**
 * Marks images that fail to load, so that the element after each is shown instead: see `[data-image-failed]` in
 * globals.css. React doesn't know the attribute, so an image with another URL needs another key.
 */
export function ImageFallback() {
  useEffect(() => {
    // The `error` event doesn't bubble, but it can be captured.
    const onError = ({ target }: Event) => target instanceof HTMLImageElement && markFailed(target)
    document.addEventListener('error', onError, true)
    // Some failed before this effect ran. An SVG without an intrinsic size has width 0 but may be fine, so decode it.
    for (const picture of document.images)
      if (picture.complete && picture.naturalWidth === 0) picture.decode().catch(() => markFailed(picture))
    return () => document.removeEventListener('error', onError, true)
  }, [])
  return null
}
