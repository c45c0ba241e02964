'use client'
import { useState } from 'react'
import { textLink } from '../ui/text-link'

/** Copies the page as Markdown. Without JavaScript, the download link next to it does the same. */
export function CopyMarkdown({ address }: { address: string }) {
  const [said, setSaid] = useState('')
  async function copy() {
    setSaid('Loading …')
    try {
      const answer = await fetch(address)
      if (!answer.ok) throw new Error('no Markdown')
      await navigator.clipboard.writeText(await answer.text())
      setSaid('Copied.')
    } catch {
      setSaid('The page couldn’t be copied. Download it instead.')
    }
  }
  return (
    <span className="inline-flex items-center gap-2">
      <button type="button" className={`${textLink} cursor-pointer`} onClick={copy}>
        Copy as Markdown
      </button>
      <span role="status">{said}</span>
    </span>
  )
}
