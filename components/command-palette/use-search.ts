import { useEffect, useState } from 'react'
import { parseSearchQuery } from '../search/search-params'
import type { SearchResponse } from './search-response'

const PAUSE_MS = 200

/** A number is the seconds until the rate limit allows another search. */
export type SearchFailure = 'signed-out' | 'failed' | number

interface SearchState {
  /** The query that was answered; empty before the first search. */
  readonly words: string
  readonly answer: SearchResponse | null
  readonly failure: SearchFailure | null
}

const NOTHING: SearchState = { words: '', answer: null, failure: null }

/** Searches all workspaces as the person types. A new query cancels the previous one. */
export function useSearch(typed: string) {
  const words = parseSearchQuery(typed)
  const [shown, setShown] = useState<SearchState>(NOTHING)
  useEffect(() => {
    if (!words) {
      setShown(NOTHING)
      return
    }
    const question = new AbortController()
    const { signal } = question
    const pause = setTimeout(async () => {
      const next = await fetchResults(words, signal)
      if (!signal.aborted) setShown({ words, ...next })
    }, PAUSE_MS)
    return () => {
      clearTimeout(pause)
      question.abort()
    }
  }, [words])
  return { ...shown, words, busy: shown.words !== words }
}

async function fetchResults(words: string, signal: AbortSignal): Promise<Omit<SearchState, 'words'>> {
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
