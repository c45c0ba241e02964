'use client'
import { useEffect } from 'react'
import { clearRecentPages } from './recent-pages'

/** Where nobody is signed in: this tab's visits are forgotten, with the titles that they hold. */
export function ClearRecentPages() {
  useEffect(clearRecentPages, [])
  return null
}
