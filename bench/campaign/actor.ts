/**
 * One process of an installation for the vault's campaign: the core without pages. It takes orders from its
 * parent and says how each ended.
 */
import { newSessionToken } from '../../lib/accounts'
import { notionIdentity } from '../../lib/auth/notion-identity'
import { SignInAttempt } from '../../lib/auth/sign-in-attempt'
import { closeDatabase, db } from '../../lib/database'
import type { ConnectionId, UserId } from '../../lib/token-vault'
import { openEverySeal } from '../../test-support/seals'
import { vault } from '../../test-support/vault'
import { digest } from './digest'

export type Order =
  | { readonly kind: 'sign_in'; readonly code: string; readonly cookie: string | null }
  | { readonly kind: 'read'; readonly owner: string; readonly id: string }
  | { readonly kind: 'disconnect'; readonly owner: string; readonly id: string }
  | { readonly kind: 'drain' }
  | { readonly kind: 'settle'; readonly milliseconds: number }
  /** Which tokens our rows hold, as digests. */
  | { readonly kind: 'holdings' }

export interface Answer {
  readonly order: number
  readonly outcome: string
  readonly cookie?: string
}

async function signIn(code: string, cookie: string | null): Promise<Omit<Answer, 'order'>> {
  const attempt = await SignInAttempt.open(vault(), notionIdentity(), {
    query: new URLSearchParams({ code, state: newSessionToken() }),
    hasStateCookie: true,
    stateMatches: true,
    sessionTokens: cookie === null ? [] : [cookie],
    device: { userAgent: null, ipPrefix: null },
  })
  try {
    await attempt.exchange(code)
    const kept = await attempt.commit(newSessionToken())
    return { outcome: 'kept', cookie: kept.sessionToken }
  } catch {
    return { outcome: attempt.reason }
  } finally {
    await attempt.close()
  }
}

async function carryOut(order: Order): Promise<Omit<Answer, 'order'>> {
  switch (order.kind) {
    case 'sign_in':
      return signIn(order.code, order.cookie)
    case 'read':
      await vault()
        .notionClientFor(order.owner as UserId, order.id as ConnectionId)
        .users.me({})
      return { outcome: 'read' }
    case 'disconnect': {
      const ended = await vault().disconnect(order.owner as UserId, order.id as ConnectionId)
      return { outcome: ended?.revocation ?? 'gone' }
    }
    case 'drain':
      return { outcome: String(await vault().drainRevocations({ forMs: 10_000 })) }
    case 'settle':
      return { outcome: String(await vault().tasks.waitUntilIdle(order.milliseconds)) }
    case 'holdings': {
      const tokens = await openEverySeal(await db())
      return { outcome: tokens.map(digest).join(' ') }
    }
    default:
      return order satisfies never
  }
}

const stopWorker = vault().startRevocationWorker()
process.on('message', ({ number, order }: { number: number; order: Order }) => {
  carryOut(order)
    .catch((error: unknown) => ({
      outcome:
        error instanceof Error && 'reason' in error
          ? `${error.name} ${error.reason}`
          : String(error).slice(0, 120),
    }))
    .then((answer) => process.send?.({ order: number, ...answer }))
})
process.on('SIGTERM', async () => {
  stopWorker()
  await vault().tasks.waitUntilIdle(25_000)
  await closeDatabase().catch(() => {})
  process.exit(0)
})
process.send?.({ order: -1, outcome: 'ready' })
