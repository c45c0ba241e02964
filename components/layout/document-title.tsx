'use client'
import { useLayoutEffect } from 'react'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

/**
 * Sets the tab's title to a title from Notion. Metadata can't: it would have to be streamed, or delay the first byte.
 *
 * Next may write the route's own title after this one, so the tab's title is watched while this is mounted. The
 * route's last title comes back when it unmounts.
 */
export function DocumentTitle({ title }: { title: string }) {
  useLayoutEffect(() => {
    const ours = `${title} · ${PRODUCT_NAME}`
    let routeTitle = document.title
    const apply = () => {
      if (document.title === ours) return
      routeTitle = document.title
      document.title = ours
    }
    apply()
    const observer = new MutationObserver(apply)
    observer.observe(document.head, { childList: true, characterData: true, subtree: true })
    return () => {
      observer.disconnect()
      if (document.title === ours) document.title = routeTitle
    }
  }, [title])
  return null
}
