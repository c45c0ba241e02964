'use client'
import { useEffect } from 'react'

/**
 * Names the tab after what Notion told. Metadata would have to be streamed for it, the description with it, or
 * hold up the first byte.
 */
export function DocumentTitle({ title }: { title: string }) {
  useEffect(() => {
    document.title = `${title} · Latchkey`
  }, [title])
  return null
}
