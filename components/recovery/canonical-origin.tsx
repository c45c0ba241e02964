'use client'
import { useEffect } from 'react'

/**
 * Redirects to the same page at AUTH_URL if it was opened at another origin. Only the browser knows the origin for
 * certain: a proxy may have changed the headers that the server sees.
 */
export function CanonicalOrigin({ authUrl }: { authUrl: string }) {
  useEffect(() => {
    const { origin, pathname, search, hash } = window.location
    if (origin !== authUrl) window.location.replace(`${authUrl}${pathname}${search}${hash}`)
  }, [authUrl])
  return null
}
