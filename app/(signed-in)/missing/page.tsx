import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

export const metadata: Metadata = { title: 'Page not found' }

/**
 * Every address that no other page has, for a browser with a session cookie: `rewrites` in next.config.mjs leads here.
 * Here, because the frame of the signed-in pages belongs around it: the root's own not-found page would bring that
 * frame's scripts to every public page.
 */
export default function MissingPage() {
  notFound()
}
