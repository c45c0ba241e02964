import { createHash } from 'node:crypto'
import { config } from '../config'
import { db, type Transaction } from '../database'
import type { ConnectionId, TokenVault, UserId } from '../token-vault'
import { firstLiveSession } from './sessions'

export type IntentPurpose = 'connect' | 'reconnect' | 'change_pages'

/** As long as auth.js honours the state that the intent belongs to. */
const INTENT_MINUTES = 15
/** Intents of the last day that stay for each open one that a person may have. */
const KEPT_INTENTS_PER_OPEN = 10

const hashState = (state: string): string => createHash('sha256').update(state).digest('hex')

export interface ConnectIntent {
  readonly id: string
  readonly userId: UserId
  readonly sessionId: string
  readonly purpose: IntentPurpose
  readonly connectionId: ConnectionId | null
  /** The workspace of that connection when the person left for Notion. */
  readonly workspaceId: string | null
  readonly returnTo: string
}

/**
 * Binds the authorization that this OAuth `state` begins to the session that asked for it. First waits,
 * bounded, for revocations of this person that are under way: one that reaches Notion after the
 * authorization could end the new pair. Of a person's open intents only the newest stay valid.
 */
export async function createIntent(
  vault: TokenVault,
  state: string,
  intent: Omit<ConnectIntent, 'id' | 'workspaceId'>,
): Promise<void> {
  await vault.waitForClaimedRevocations(intent.userId)
  const database = await db()
  await database.$executeRaw`
    INSERT INTO "ConnectIntent" ("id", "userId", "sessionId", "purpose", "connectionId", "workspaceId", "returnTo", "expiresAt")
    VALUES (${hashState(state)}, ${intent.userId}, ${intent.sessionId}, ${intent.purpose}::"IntentPurpose",
      ${intent.connectionId},
      (SELECT "workspaceId" FROM "Connection" WHERE "id" = ${intent.connectionId} AND "userId" = ${intent.userId}),
      ${intent.returnTo}, clock_timestamp() + make_interval(mins => ${INTENT_MINUTES}::int))`
  const { connects } = config().personCaps
  // Ended and not deleted: a callback without its intent would count as a sign-in.
  await database.$executeRaw`
    UPDATE "ConnectIntent" SET "expiresAt" = clock_timestamp() WHERE "id" IN (SELECT "id" FROM "ConnectIntent"
      WHERE "userId" = ${intent.userId} AND "usedAt" IS NULL AND "expiresAt" > clock_timestamp()
      ORDER BY "expiresAt" DESC OFFSET ${connects})`
  await database.$executeRaw`
    DELETE FROM "ConnectIntent" WHERE "id" IN (SELECT "id" FROM "ConnectIntent" WHERE "userId" = ${intent.userId}
      ORDER BY "expiresAt" DESC OFFSET ${connects * KEPT_INTENTS_PER_OPEN})`
}

/** The intent that a callback's `state` belongs to, used or not; null for a sign-in. */
export async function findIntent(state: string): Promise<ConnectIntent | null> {
  const row = await (await db()).connectIntent.findUnique({ where: { id: hashState(state) } })
  return (
    row && {
      id: row.id,
      userId: row.userId as UserId,
      sessionId: row.sessionId,
      purpose: row.purpose,
      connectionId: row.connectionId as ConnectionId | null,
      workspaceId: row.workspaceId,
      returnTo: row.returnTo,
    }
  )
}

/** Who is known to have started an authorization: the person of the intent, or of the browser's session. */
export async function authorizationStartedBy(
  intent: ConnectIntent | null,
  sessionTokens: readonly string[],
): Promise<UserId | null> {
  const known = intent ?? (await firstLiveSession(await db(), sessionTokens))?.session
  return known?.userId ?? null
}

/** Marks an intent as used: once, and only in its time. It is never deleted at use. */
export async function consumeIntent(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.$executeRaw`
    UPDATE "ConnectIntent" SET "usedAt" = clock_timestamp()
    WHERE "id" = ${id} AND "usedAt" IS NULL AND "expiresAt" > clock_timestamp()`
  return rows === 1
}
