'use server'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { config } from '@/lib/config'
import { HIDDEN, STRIP_COOKIE } from './strip-cookie'

const YEAR_SECONDS = 31_536_000

/** Hides the demo strip in this browser. */
export async function hideDemoStrip(): Promise<void> {
  const { authUrl, demo } = config()
  if (!demo) return
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS } as const
  ;(await cookies()).set(STRIP_COOKIE, HIDDEN, cookie)
  const sent = await headers()
  if (sent.has('next-action')) return
  // Without JavaScript the page would be the answer to a form, and a reload would send it again.
  const from = sent.get('referer') ?? ''
  const { origin, pathname, search } = URL.canParse(from) ? new URL(from) : new URL(authUrl)
  redirect(origin === authUrl ? pathname + search : '/')
}
