'use client'
import { useEffect } from 'react'
import { addRecentPage } from './recent-pages'

/** Adds the current page to the palette's recent pages. */
export function RecordVisit({
  connectionId,
  href,
  title,
}: {
  connectionId: string
  href: string
  title: string
}) {
  useEffect(() => addRecentPage({ connectionId, href, title }), [connectionId, href, title])
  return null
}
