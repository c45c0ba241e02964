'use client'
import { useState } from 'react'

/** Fetches the page as Markdown and puts it on the clipboard. Before JavaScript has loaded the download beside it does the same job. */
export function CopyMarkdown({ address }: { address: string }) {
  const [said, setSaid] = useState('')
  async function copy() {
    setSaid('Asking Notion …')
    try {
      const answer = await fetch(address)
      if (!answer.ok) throw new Error('no Markdown')
      await navigator.clipboard.writeText(await answer.text())
      setSaid('Copied.')
    } catch {
      setSaid('It could not be copied. Try the download.')
    }
  }
  return (
    <span className="inline-flex items-center gap-2">
      <button type="button" className="link cursor-pointer" onClick={copy}>
        Copy as Markdown
      </button>
      <span role="status">{said}</span>
    </span>
  )
}
