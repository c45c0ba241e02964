import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { config } from '@/lib/config'

/**
 * Pages that no search engine may list say so themselves, with `noindex`: a crawler that may not open them could not
 * read that.
 */
export default async function robots(): Promise<MetadataRoute.Robots> {
  // AUTH_URL is read per request, because one build serves many installations.
  await connection()
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/api/', '/sign-out'] },
    sitemap: `${config().authUrl}/sitemap.xml`,
  }
}
