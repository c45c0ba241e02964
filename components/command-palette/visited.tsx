'use client'
import { useEffect } from 'react'
import { rememberVisit } from './recent'

/** On a page of Notion's: the palette offers it again. */
export function Visited({
  connectionId,
  href,
  title,
}: {
  connectionId: string
  href: string
  title: string
}) {
  useEffect(() => rememberVisit({ connectionId, href, title }), [connectionId, href, title])
  return null
}
