'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EVERY_MS = 3_000
const MAX_TIMES = 40

/** Draws the page again every few seconds while something on it is expected to change, for two minutes. */
export function RefreshWhile({ waiting }: { waiting: boolean }) {
  const router = useRouter()
  useEffect(() => {
    if (!waiting) return
    let times = 0
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
      times += 1
      if (times >= MAX_TIMES) clearInterval(timer)
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [waiting, router])
  return null
}
