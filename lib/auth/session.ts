import { redirect } from 'next/navigation'
import NextAuth from 'next-auth'
import { cache } from 'react'
import { z } from 'zod'
import { log } from '../config'
import type { UserId } from '../connections'
import { StorageUnavailable } from '../errors'
import { authConfig } from './configuration'

/** Who is asking. It carries no token and may not be handed to a client component as it is. */
export interface SignedIn {
  readonly sessionId: string
  readonly user: {
    readonly id: UserId
    readonly name: string | null
    readonly email: string | null
    readonly image: string | null
  }
}

const shape = z.object({
  id: z.string(),
  user: z.object({
    id: z.string(),
    name: z.string().nullish(),
    email: z.string().nullish(),
    image: z.string().nullish(),
  }),
})

type App = ReturnType<typeof NextAuth>
let instance: App | undefined

/** auth.js outside of a callback: begins authorizations, ends sessions. */
export function authApp(): App {
  instance ??= NextAuth(authConfig(() => undefined))
  return instance
}

/**
 * The live session of this request, or null. One look-up a render.
 *
 * @throws {StorageUnavailable} whether there is one can't be told now
 */
export const currentSession = cache(async (): Promise<SignedIn | null> => {
  let failure: unknown = null
  const { auth } = NextAuth(
    authConfig(
      () => undefined,
      (error) => {
        failure = error
      },
    ),
  )
  const parsed = shape.safeParse(await auth())
  if (failure) {
    log.error({ err: failure }, 'a session could not be looked up')
    throw new StorageUnavailable()
  }
  if (!parsed.success) return null
  const { id, user } = parsed.data
  return {
    sessionId: id,
    user: {
      id: user.id as UserId,
      name: user.name ?? null,
      email: user.email || null,
      image: user.image ?? null,
    },
  }
})

/** The live session of this request; a visitor without one goes to the sign-in page and comes back to `returnTo`. @throws {StorageUnavailable} */
export async function requireSession(returnTo: string): Promise<SignedIn> {
  const session = await currentSession()
  if (!session) redirect(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`)
  return session
}
