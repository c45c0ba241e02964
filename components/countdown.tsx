'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

/** Counts down, then loads the page's content anew. Without JavaScript it says how long to wait. */
export function Countdown({ seconds }: { seconds: number }) {
  const router = useRouter()
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    if (left <= 0) {
      router.refresh()
      return
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left, router])
  return (
    <span className="figures">
      {left > 0 ? `It goes on by itself in ${left} ${left === 1 ? 'second' : 'seconds'}.` : 'Trying again …'}
    </span>
  )
}
