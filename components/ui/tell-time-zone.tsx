'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { TIME_ZONE_COOKIE, TIME_ZONE_COOKIE_DAYS } from '@/lib/shared/time-zone'

/** Tells the server in which time zone this device is, if it went by another one, and draws the page again with it. */
export function TellTimeZone({ known }: { known: string }) {
  const router = useRouter()
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    if (!timeZone || timeZone === known) return
    const secure = location.protocol === 'https:' ? '; Secure' : ''
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${TIME_ZONE_COOKIE}=${timeZone}; Path=/; Max-Age=${TIME_ZONE_COOKIE_DAYS * 86_400}; SameSite=Lax${secure}`
    router.refresh()
  }, [known, router])
  return null
}
