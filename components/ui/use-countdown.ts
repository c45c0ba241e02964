import { useEffect, useEffectEvent, useState } from 'react'

/** Counts down from at least one second to zero, then calls `onEnd` once. */
export function useCountdown(seconds: number, onEnd?: () => void): number {
  const [left, setLeft] = useState(Math.max(1, seconds))
  const over = left <= 0
  const end = useEffectEvent(() => onEnd?.())
  useEffect(() => {
    if (over) end()
  }, [over])
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return left
}
