import { useEffect, useState } from 'react'
import { searchWords } from '../search/words'
import type { SearchAnswer } from './answer'

const PAUSE_MS = 200

/** A number: too many searches, and for how many seconds nothing is searched. */
export type Failure = 'signed-out' | 'failed' | number

interface Shown {
  /** What it is the answer to; empty: nothing was asked. */
  readonly words: string
  readonly answer: SearchAnswer | null
  readonly failure: Failure | null
}

const NOTHING: Shown = { words: '', answer: null, failure: null }

/** Asks all workspaces for what is being typed. Each new word ends the question before it, and its answer is never shown. */
export function useAnswer(typed: string) {
  const words = searchWords(typed)
  const [shown, setShown] = useState<Shown>(NOTHING)
  useEffect(() => {
    if (!words) {
      setShown(NOTHING)
      return
    }
    const question = new AbortController()
    const { signal } = question
    const pause = setTimeout(async () => {
      const next = await ask(words, signal)
      if (!signal.aborted) setShown({ words, ...next })
    }, PAUSE_MS)
    return () => {
      clearTimeout(pause)
      question.abort()
    }
  }, [words])
  return { ...shown, words, busy: shown.words !== words }
}

async function ask(words: string, signal: AbortSignal): Promise<Omit<Shown, 'words'>> {
  try {
    const response = await fetch(`/api/search?${new URLSearchParams({ q: words })}`, { signal })
    if (response.status === 401) return { answer: null, failure: 'signed-out' }
    if (response.status === 429)
      return { answer: null, failure: Number(response.headers.get('retry-after')) || 1 }
    if (!response.ok) return { answer: null, failure: 'failed' }
    return { answer: await response.json(), failure: null }
  } catch {
    return { answer: null, failure: 'failed' }
  }
}
