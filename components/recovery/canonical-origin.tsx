'use client'
import { useEffect } from 'react'

/**
 * Goes to the same page at AUTH_URL when it was opened at another address. The browser alone knows for certain
 * which one it used: a proxy may have changed what the server is told.
 */
export function CanonicalOrigin({ authUrl }: { authUrl: string }) {
  useEffect(() => {
    const { origin, pathname, search, hash } = window.location
    if (origin !== authUrl) window.location.replace(`${authUrl}${pathname}${search}${hash}`)
  }, [authUrl])
  return null
}
