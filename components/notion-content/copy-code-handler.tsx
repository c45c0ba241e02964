'use client'
import { useEffect, useState } from 'react'

const SHOWN_MS = 2_000

/** Makes every `CopyCodeButton` work, also those that arrive later, and announces the result. */
export function CopyCodeHandler() {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const click = async ({ target }: MouseEvent) => {
      const button = target instanceof Element ? target.closest('[data-copy-code]') : null
      const code = button?.closest('figure')?.querySelector('code')
      if (!button || !code) return
      setSaid('')
      try {
        await navigator.clipboard.writeText(code.textContent ?? '')
        setSaid('Copied')
        button.setAttribute('data-copied', '')
        setTimeout(() => button.removeAttribute('data-copied'), SHOWN_MS)
      } catch {
        setSaid('The code couldn’t be copied. Select it instead.')
      }
    }
    document.addEventListener('click', click)
    return () => document.removeEventListener('click', click)
  }, [])
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  )
}
