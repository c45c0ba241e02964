import { currentSession, type SignedIn } from '@/lib/auth'
import { StorageUnavailable } from '@/lib/errors'
import { textResponse } from './responses'

/** Who asks a route; null: nobody who is signed in; an answer: that can't be told now. */
export async function requestSession(): Promise<SignedIn | Response | null> {
  try {
    return await currentSession()
  } catch (error) {
    if (error instanceof StorageUnavailable)
      return textResponse(503, 'The database does not answer. Try again in a moment.')
    throw error
  }
}
