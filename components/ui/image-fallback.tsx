'use client'
import { useEffect } from 'react'

const markFailed = (picture: HTMLImageElement) => picture.setAttribute('data-lost', '')

/**
 * Marks the pictures that do not load, so that what stands beside each takes its place: see `[data-lost]`. React
 * knows nothing of the mark: a picture of another address has to be another element, by its key.
 */
export function ImageFallback() {
  useEffect(() => {
    // A picture's failure does not bubble, but it is seen on its way down.
    const onError = ({ target }: Event) => target instanceof HTMLImageElement && markFailed(target)
    document.addEventListener('error', onError, true)
    // Some failed before anybody listened; one without a size of its own may be drawn all the same.
    for (const picture of document.images)
      if (picture.complete && picture.naturalWidth === 0) picture.decode().catch(() => markFailed(picture))
    return () => document.removeEventListener('error', onError, true)
  }, [])
  return null
}
