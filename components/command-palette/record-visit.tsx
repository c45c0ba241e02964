'use client'
import { useEffect } from 'react'
import { addRecentPage } from './recent-pages'

/** On a page of Notion's: the palette offers it again. */
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
