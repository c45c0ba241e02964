'use client'
import { useEffect } from 'react'
import { clearRecentPages } from './recent-pages'

/** Rendered for signed-out visitors. Clears this tab's recent pages, because their titles are private. */
export function ClearRecentPages() {
  useEffect(clearRecentPages, [])
  return null
}
