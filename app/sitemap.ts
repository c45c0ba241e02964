import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { config } from '@/lib/config'
import { PUBLIC_PAGES } from '@/lib/shared/public-pages'

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  // AUTH_URL is read per request, because one build serves many installations.
  await connection()
  return PUBLIC_PAGES.map((path) => ({ url: new URL(path, config().authUrl).href }))
}
