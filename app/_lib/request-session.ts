import { currentSession, type SignedIn } from '@/lib/auth'
import { StorageUnavailable } from '@/lib/errors'
import { textResponse } from './responses'

/** The session of a route's request; null when signed out; a 503 response when the database doesn't answer. */
export async function requestSession(): Promise<SignedIn | Response | null> {
  try {
    return await currentSession()
  } catch (error) {
    if (error instanceof StorageUnavailable)
      return textResponse(503, 'Our database isn’t answering. Try again in a moment.')
    throw error
  }
}
