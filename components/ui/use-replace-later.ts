import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'

/**
 * Replaces the page after a pause, as long as nothing newer is wanted: for results that follow the typing. The router
 * shows only the response of its last navigation.
 */
export function useReplaceLater() {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const cancel = () => clearTimeout(timer.current)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads the timer of the last call
  useEffect(() => cancel, [])

  /** @param href called after the pause */
  const replaceLater = (milliseconds: number, href: () => string) => {
    cancel()
    timer.current = setTimeout(() => {
      const next = href()
      startTransition(() => router.replace(next, { scroll: false }))
    }, milliseconds)
  }
  return { pending, cancel, replaceLater }
}
