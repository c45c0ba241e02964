import { record } from '../activity'
import { log } from '../config'
import { db, inTransaction, type Transaction } from '../database'
import { CommitUnknown, type SignInRefusal, SignInRefused } from '../errors'
import {
  type ConnectionId,
  claimPair,
  pause,
  type ReceivedPair,
  type StoredAuthorization,
  type TokenVault,
  type UserId,
} from '../token-vault'
import type { Identity } from './authorization'
import { type CallbackOutcome, connectionsBefore, outcomeOf } from './callback-notice'
import { type ConnectIntent, consumeIntent } from './intents'
import { type Device, firstLiveSession, insertSession, renewSession } from './sessions'

export interface Attempt {
  readonly received: ReceivedPair
  readonly identity: Identity
  /** The values of session cookies that came with the callback, the likeliest first. */
  readonly cookies: readonly string[]
  /** The value for the cookie of a new session. */
  readonly fresh: string
  readonly intent: ConnectIntent | null
  readonly device: Device
}

export interface SignInResult extends CallbackOutcome {
  readonly sessionToken: string
  readonly userId: UserId
  readonly connectionId: ConnectionId
  readonly expires: Date
}

/**
 * The whole of a sign-in or a connect, in one transaction: checks who is signed in, stores user, account,
 * connection with its pair, and the session (invariant 1). Parallel first sign-ins of one person all succeed.
 *
 * @throws {SignInRefused} nothing of this attempt stays, except that a pair of the person's own existing
 *   connection is stored there: minting it may have killed the older one (invariant 2)
 */
export async function commitSignIn(vault: TokenVault, attempt: Attempt): Promise<SignInResult> {
  let last: SignInResult | null = null
  try {
    return await inTransaction(async (tx) => {
      last = await keep(vault, tx, attempt)
      return last
    })
  } catch (error) {
    if (error instanceof SignInRefused) await keepPairOfOwnConnection(vault, attempt, error.reason)
    if (error instanceof CommitUnknown && last !== null && (await hasBegun(attempt.fresh))) return last
    throw error
  }
}

const LOOKS_AFTER_COMMIT = 5
const LOOK_PAUSE_MS = 300

/** COMMIT was not answered: whether it happened, which the session tells that was written with all the rest. */
async function hasBegun(fresh: string): Promise<boolean> {
  for (let look = 1; look <= LOOKS_AFTER_COMMIT; look++)
    try {
      return (await firstLiveSession(await db(), [fresh])) !== null
    } catch (error) {
      log.warn({ err: error }, 'whether a sign-in was stored could not be looked up yet')
      await pause(LOOK_PAUSE_MS * look)
    }
  return false
}

async function keep(vault: TokenVault, tx: Transaction, attempt: Attempt): Promise<SignInResult> {
  const { intent, identity, received } = attempt
  const found = await firstLiveSession(tx, attempt.cookies)
  const now = found?.session ?? null
  if (intent) {
    if (!now || now.id !== intent.sessionId) throw new SignInRefused('session-ended')
    if (!(await consumeIntent(tx, intent.id))) throw new SignInRefused('code-used')
  }
  const { id: userId, isNew } = await upsertUser(tx, identity)
  if (now && now.userId !== userId)
    throw new SignInRefused(intent ? 'another-person' : 'signed-in-as-another')
  await tx.$executeRaw`
    INSERT INTO "Account" ("provider", "providerAccountId", "userId") VALUES ('notion', ${identity.person.id}, ${userId})
    ON CONFLICT DO NOTHING`
  const before = await connectionsBefore(tx, userId)
  const stored = await vault.storeAuthorized(tx, userId, authorizedOf(attempt))
  if (stored === null || stored.kind === 'belongs_to_another') throw new SignInRefused('belongs-to-another')
  if (stored.pair === 'stored') await claimOrRefuse(tx, received)
  await note(tx, userId, attempt, stored)
  const outcome = await outcomeOf(tx, {
    intent,
    workspaceId: identity.workspaceId,
    stored,
    before,
    isNewUser: isNew,
    userId,
  })
  const kept = { sessionToken: attempt.fresh, userId, connectionId: stored.id, ...outcome }
  const owner = { userId, personId: identity.person.id }
  if (intent && found) {
    // The cookie reaches more than before, so its value changes.
    const tokens = { before: found.token, after: attempt.fresh }
    if (!(await renewSession(tx, found.session, owner, tokens))) throw new SignInRefused('session-ended')
    return { ...kept, expires: found.session.absoluteExpires }
  }
  // The session that this browser had before ends.
  if (now) await tx.session.deleteMany({ where: { id: now.id } })
  const expires = await insertSession(tx, attempt.fresh, owner, attempt.device)
  return { ...kept, expires }
}

function authorizedOf({ identity, received }: Attempt) {
  const { botId, workspaceId, workspaceName, workspaceIcon, duplicatedTemplateId, person } = identity
  const workspace = { botId, workspaceId, workspaceName, workspaceIcon, duplicatedTemplateId }
  return { ...workspace, ownerPersonId: person.id, pair: received.pair }
}

/** By person, safe in parallel. A name or address that Notion does not send this time is kept. */
async function upsertUser(tx: Transaction, { person }: Identity): Promise<{ id: UserId; isNew: boolean }> {
  const id = crypto.randomUUID()
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "User" ("id", "notionPersonId", "name", "email", "emailVerified", "image")
    VALUES (${id}, ${person.id}, ${person.name}, ${person.email},
      CASE WHEN ${person.emailVerified} THEN clock_timestamp() END, ${person.image})
    ON CONFLICT ("notionPersonId") DO UPDATE SET
      "name" = coalesce(excluded."name", "User"."name"), "email" = coalesce(excluded."email", "User"."email"),
      "emailVerified" = coalesce(excluded."emailVerified", "User"."emailVerified"),
      "image" = coalesce(excluded."image", "User"."image")
    RETURNING "id"`
  if (!row) throw new Error('a user was written and not returned')
  return { id: row.id as UserId, isNew: row.id === id }
}

async function claimOrRefuse(tx: Transaction, received: ReceivedPair): Promise<void> {
  if (!(await claimPair(tx, received))) throw new SignInRefused('taken-back')
}

async function note(
  tx: Transaction,
  userId: UserId,
  { intent, identity }: Attempt,
  stored: StoredAuthorization,
) {
  if (stored.kind === 'belongs_to_another') return
  const detail = { workspaceName: identity.workspaceName }
  if (!intent) await record(tx, userId, 'signed_in', stored.id, detail)
  if (stored.kind === 'created') await record(tx, userId, 'connected', stored.id, detail)
  else if (intent) await record(tx, userId, 'reconnected', stored.id, detail)
}

/** A refusal withholds the session, never the pair of a connection that its person has. */
async function keepPairOfOwnConnection(
  vault: TokenVault,
  attempt: Attempt,
  reason: SignInRefusal,
): Promise<void> {
  if (reason === 'taken-back') return
  await inTransaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { notionPersonId: attempt.identity.person.id } })
    if (!user) return
    const userId = user.id as UserId
    await record(tx, userId, 'sign_in_refused', null, {
      reason,
      workspaceName: attempt.identity.workspaceName,
    })
    const stored = await vault.storeAuthorized(tx, userId, authorizedOf(attempt), true)
    if (stored?.kind === 'replaced' && stored.pair === 'stored') await claimOrRefuse(tx, attempt.received)
  })
}
