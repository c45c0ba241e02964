import { setTimeout as pause } from 'node:timers/promises'
import { record } from '../activity'
import { log } from '../config'
import { db, inTransaction, type Transaction } from '../database'
import { CommitUnknown, type SignInRefusal, SignInRefused } from '../errors'
import type { NotionAuthorization } from '../notion'
import {
  type ConnectionId,
  claimPair,
  type ReceivedPair,
  type StoredAuthorization,
  type TokenVault,
  type UserId,
} from '../token-vault'
import { type CallbackOutcome, connectionsBefore, outcomeOf } from './callback-notice'
import { deviceName } from './device-name'
import { type ConnectIntent, consumeIntent } from './intents'
import {
  type Device,
  endSessionsWithoutPerson,
  firstLiveSession,
  insertSession,
  type LiveSession,
  renewSession,
} from './sessions'

/** Someone who proved to an identity provider who they are. */
export interface ProvenIdentity {
  /** The provider's id, such as `notion`. */
  readonly provider: string
  /** The provider's id of the person. It never changes and is never given to anyone else. */
  readonly accountId: string
  readonly name: string | null
  readonly email: string | null
  readonly emailVerified: boolean
  /** Null: they have no picture. Left out: the provider says nothing of pictures. */
  readonly avatarUrl?: string | null
}

/** A workspace that a person authorized, and the pair that Notion issued for it. */
export interface ReceivedAuthorization extends NotionAuthorization {
  readonly received: ReceivedPair
}

/** What an identity provider brings: who it is and, if it is Notion, a workspace. */
export interface ProvenSignIn {
  readonly identity: ProvenIdentity
  readonly authorization: ReceivedAuthorization | null
}

const NOTION = 'notion'

/** Notion proves who a person is and, with the same answer, brings a workspace of theirs. */
export function notionSignIn(authorization: ReceivedAuthorization): ProvenSignIn {
  const { id: accountId, ...person } = authorization.person
  return { identity: { provider: NOTION, accountId, ...person }, authorization }
}

export interface Attempt extends ProvenSignIn {
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
  /** Null: the provider brought no workspace. */
  readonly connectionId: ConnectionId | null
  readonly expires: Date
}

/**
 * The whole of a sign-in or a connect, in one transaction: checks who is signed in, stores user, account,
 * connection with its pair, and the session (docs/architecture.md, invariant 1). Parallel first sign-ins of one
 * person all succeed.
 *
 * @throws {SignInRefused} nothing of this attempt stays, except that a pair of the person's own existing
 *   connection is stored there: minting it may have killed the older one (docs/architecture.md, invariant 2)
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
  const { intent } = attempt
  const found = await firstLiveSession(tx, attempt.cookies)
  const now = found?.session ?? null
  if (intent) {
    if (!now || now.id !== intent.sessionId) throw new SignInRefused('session-ended')
    if (!(await consumeIntent(tx, intent.id))) throw new SignInRefused('code-used')
  }
  const user = await findOrCreateUser(tx, attempt, now)
  if (now && now.userId !== user.id)
    throw new SignInRefused(intent ? 'another-person' : 'signed-in-as-another')
  const { id: connectionId, ...outcome } = await storeConnection(vault, tx, attempt, user)
  const kept = { sessionToken: attempt.fresh, userId: user.id, connectionId, ...outcome }
  const owner = { userId: user.id, personId: user.personId }
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

/** Stores the workspace that came with the identity, if one did. */
async function storeConnection(
  vault: TokenVault,
  tx: Transaction,
  attempt: Attempt,
  user: FoundUser,
): Promise<CallbackOutcome & { readonly id: ConnectionId | null }> {
  const { authorization, intent } = attempt
  if (!authorization) {
    await record(tx, user.id, 'signed_in', null, { device: deviceName(attempt.device.userAgent).name })
    return { id: null, notice: null, moved: null }
  }
  const before = await connectionsBefore(tx, user.id)
  const stored = await vault.storeAuthorized(tx, user.id, authorizedOf(authorization))
  if (stored === null || stored.kind === 'belongs_to_another') throw new SignInRefused('belongs-to-another')
  if (stored.pair === 'stored') await claimOrRefuse(tx, authorization.received)
  await recordStored(tx, user.id, attempt, authorization, stored)
  const outcome = await outcomeOf(tx, {
    intent,
    workspaceId: authorization.workspaceId,
    stored,
    before,
    isNewUser: user.isNew,
    userId: user.id,
  })
  return { id: stored.id, ...outcome }
}

function authorizedOf(authorization: ReceivedAuthorization) {
  const { botId, workspaceId, workspaceName, workspaceIcon, person, received } = authorization
  const workspace = { botId, workspaceId, workspaceName, workspaceIcon }
  return { ...workspace, ownerPersonId: person.id, pair: received.pair }
}

interface FoundUser {
  readonly id: UserId
  /** Their Notion person id; null while they have connected no workspace. */
  readonly personId: string | null
  readonly isNew: boolean
}

/**
 * The user of this identity, found by provider and account id and never by email. Safe in parallel: of several first
 * sign-ins of one person, one creates the user.
 */
async function findOrCreateUser(
  tx: Transaction,
  attempt: Attempt,
  session: LiveSession | null,
): Promise<FoundUser> {
  const known = await updateUser(tx, attempt)
  if (known) return known
  // Someone who signed in with another provider connects their first workspace.
  if (attempt.intent && session) return linkNotion(tx, attempt, session)
  const found = (await createUser(tx, attempt)) ?? (await updateUser(tx, attempt))
  if (!found) throw new Error('the account belongs to a user with another Notion person')
  return found
}

/** A name or address that the provider doesn't send this time is kept. */
async function updateUser(
  tx: Transaction,
  { identity, authorization }: ProvenSignIn,
): Promise<FoundUser | null> {
  const personId = authorization?.person.id ?? null
  // The person is compared too: an account row that was moved to another user signs nobody in as them.
  const [row] = await tx.$queryRaw<{ id: UserId; personId: string | null }[]>`
    UPDATE "User" u SET
      "name" = coalesce(${identity.name}, u."name"), "email" = coalesce(${identity.email}, u."email"),
      "avatarUrl" = CASE WHEN ${identity.avatarUrl === undefined} THEN u."avatarUrl" ELSE ${identity.avatarUrl ?? null} END,
      "emailVerified" = coalesce(CASE WHEN ${identity.emailVerified} THEN clock_timestamp() END, u."emailVerified")
    FROM "Account" a
    WHERE a."provider" = ${identity.provider} AND a."providerAccountId" = ${identity.accountId} AND u."id" = a."userId"
      AND (${personId}::text IS NULL OR u."notionPersonId" = ${personId})
    RETURNING u."id", u."notionPersonId" AS "personId"`
  return row ? { ...row, isNew: false } : null
}

/** Null when another transaction created this user first. */
async function createUser(
  tx: Transaction,
  { identity, authorization }: ProvenSignIn,
): Promise<FoundUser | null> {
  const id = crypto.randomUUID() as UserId
  const personId = authorization?.person.id ?? null
  const created = await tx.$executeRaw`
    WITH created AS (
      INSERT INTO "User" ("id", "notionPersonId", "name", "email", "avatarUrl", "emailVerified")
      VALUES (${id}, ${personId}, ${identity.name}, ${identity.email}, ${identity.avatarUrl ?? null},
        CASE WHEN ${identity.emailVerified} THEN clock_timestamp() END)
      ON CONFLICT DO NOTHING RETURNING "id"
    )
    INSERT INTO "Account" ("provider", "providerAccountId", "userId")
    SELECT ${identity.provider}, ${identity.accountId}, "id" FROM created
    ON CONFLICT DO NOTHING`
  if (created === 1) return { id, personId, isNew: true }
  // Without a Notion person the user row itself conflicts with nothing.
  await tx.$executeRaw`DELETE FROM "User" WHERE "id" = ${id}`
  return null
}

/** Makes the Notion person of this authorization the one of the signed-in user, if they have none yet. */
async function linkNotion(
  tx: Transaction,
  { identity, authorization }: ProvenSignIn,
  session: LiveSession,
): Promise<FoundUser> {
  const personId = authorization?.person.id ?? null
  const linked = await tx.$executeRaw`
    UPDATE "User" SET "notionPersonId" = ${personId}
    WHERE "id" = ${session.userId} AND "notionPersonId" IS NULL AND ${personId}::text IS NOT NULL`
  if (linked !== 1) throw new SignInRefused('another-person')
  await tx.account.create({
    data: { provider: identity.provider, providerAccountId: identity.accountId, userId: session.userId },
  })
  // Their seals name no person, so they would count as changed.
  await endSessionsWithoutPerson(tx, session)
  return { id: session.userId, personId, isNew: false }
}

async function claimOrRefuse(tx: Transaction, received: ReceivedPair): Promise<void> {
  if (!(await claimPair(tx, received))) throw new SignInRefused('taken-back')
}

async function recordStored(
  tx: Transaction,
  userId: UserId,
  { intent, device }: Attempt,
  { workspaceName }: NotionAuthorization,
  stored: Exclude<StoredAuthorization, { kind: 'belongs_to_another' }>,
): Promise<void> {
  const detail = { workspaceName, device: deviceName(device.userAgent).name }
  const changedPages = intent?.purpose === 'change_pages' && intent.connectionId === stored.id
  if (!intent) await record(tx, userId, 'signed_in', stored.id, detail)
  if (stored.kind === 'created') await record(tx, userId, 'connected', stored.id, detail)
  else if (intent) await record(tx, userId, changedPages ? 'pages_changed' : 'reconnected', stored.id, detail)
}

/** A refusal withholds the session, never the pair of a connection that its person has. */
async function keepPairOfOwnConnection(
  vault: TokenVault,
  { identity, authorization }: Attempt,
  reason: SignInRefusal,
): Promise<void> {
  if (reason === 'taken-back' || !authorization) return
  const { workspaceName } = authorization
  await inTransaction(async (tx) => {
    const { provider, accountId: providerAccountId } = identity
    const account = await tx.account.findUnique({
      where: { provider_providerAccountId: { provider, providerAccountId } },
    })
    if (!account) return
    const userId = account.userId as UserId
    const stored = await vault.storeAuthorized(tx, userId, authorizedOf(authorization), true)
    if (stored?.kind === 'replaced' && stored.pair === 'stored')
      await claimOrRefuse(tx, authorization.received)
    // Last, because it holds the user: see docs/decisions/009-locks.md.
    await record(tx, userId, 'sign_in_refused', null, { reason, workspaceName })
  })
}
