import type { Client } from '@notionhq/client'
import { config, log } from '../../config'
import { db, retried } from '../../database'
import { ConnectionGone, type ReconnectReason, ReconnectRequired } from '../../errors'
import { authorizedClient, classifyIntrospectionResponse, type Introspection, introspect } from '../../notion'
import { open } from '../crypto'
import type { ConnectionId, UserId } from '../types'
import { refresh, refuseFresh } from './refresh'

/** Two generations in a row that Notion refuses right after it minted them: no refresh will help. */
const FRESH_REFUSALS = 2

interface Current {
  pairId: string
  botId: string
  ownerPersonId: string
  sealedAccessToken: string
  generation: number
  state: 'active' | 'reconnect_required'
  stateReason: ReconnectReason | null
  ageDays: number
  coolingDown: boolean
  hasRefreshToken: boolean
  /** By the database's clock. */
  askedAt: Date
}

async function current(owner: UserId, id: ConnectionId): Promise<Current> {
  // The owner that the seal must name comes from the user's row: whoever only moves a connection to
  // another user does not get it opened.
  const [row] = await (await db()).$queryRaw<Current[]>`
    SELECT c."pairId", c."botId", u."notionPersonId" AS "ownerPersonId", c."sealedAccessToken", c."generation",
      c."state"::text AS "state", c."stateReason",
      (extract(epoch FROM (clock_timestamp() - coalesce(c."refreshedAt", c."connectedAt"))) / 86400)::float8 AS "ageDays",
      coalesce(c."refreshNotBefore" > clock_timestamp(), false) AS "coolingDown",
      c."sealedRefreshToken" IS NOT NULL AS "hasRefreshToken", (clock_timestamp())::timestamptz(3) AS "askedAt"
    FROM "Connection" c JOIN "User" u ON u."id" = c."userId"
    WHERE c."id" = ${id} AND c."userId" = ${owner}`
  if (!row) throw new ConnectionGone()
  if (row.state === 'reconnect_required') throw new ReconnectRequired(row.stateReason ?? 'access_removed')
  return row
}

/**
 * Replaces a pair that is older than TOKEN_MAX_AGE_DAYS, beside the call that used it: nobody waits for it,
 * and its failure does not fail the call.
 */
function refreshByAge(owner: UserId, id: ConnectionId, row: Current): void {
  const { tokenMaxAgeDays } = config()
  if (tokenMaxAgeDays === 0 || row.ageDays <= tokenMaxAgeDays || !row.hasRefreshToken || row.coolingDown)
    return
  refresh(owner, id, row.generation).catch((error: unknown) => {
    if (error instanceof ConnectionGone) return
    log.info({ err: error, connection: id }, 'a pair could not be replaced by age; a later use tries again')
  })
}

/** What a caller is told of each request that it causes: for what must not be sent twice. */
export interface SendHooks {
  /** The next thing is to send it. What this throws keeps it from being sent. */
  beforeSend(): Promise<void>
  /** Notion refused the token, so that it did nothing. */
  refused(): void
}

function openAccess(row: Current): Promise<string> {
  const { pairId, botId, ownerPersonId } = row
  return open(row.sealedAccessToken, { use: 'access', pairId, botId, owner: ownerPersonId })
}

/**
 * Whether the connection is still there. Writes its last use at most once a minute, apart from the guarded columns:
 * when the last request began whose token Notion took, so an answer that does not show that is no use. The pair
 * is known to have worked then, which is what a lost answer is compared with.
 *
 * @throws {ConnectionGone}
 */
async function stillThere(
  owner: UserId,
  id: ConnectionId,
  accepted: boolean,
  askedAt: Date | undefined,
): Promise<void> {
  const database = await db()
  const [row] = await database.$queryRaw<{ unnoted: boolean }[]>`
    SELECT coalesce("lastUsedAt" < clock_timestamp() - interval '1 minute', true) AS "unnoted"
    FROM "Connection" WHERE "id" = ${id} AND "userId" = ${owner}`
  if (!row) throw new ConnectionGone()
  if (!row.unnoted || !accepted) return
  const noted = await retried(
    async () =>
      database.$executeRaw`
        UPDATE "Connection" SET "lastUsedAt" = greatest("lastUsedAt", ${askedAt ?? null}::timestamptz)
        WHERE "id" = ${id} AND "userId" = ${owner}`,
  )
  if (noted === 0) throw new ConnectionGone()
}

/**
 * The one door to Notion for a person: an official client that carries the connection's current token,
 * replaces it when Notion refuses it, and starts no request once the connection has ended.
 *
 * Its methods throw the SDK's errors, and ours: {ReconnectRequired}, {RefreshUnsettled}, {ConnectionGone},
 * {NotionUnavailable}, {NotionMisconfigured}, {SealBroken}. Another owner's id is {ConnectionGone}.
 */
export function notionClientFor(owner: UserId, id: ConnectionId, hooks?: SendHooks): Client {
  let used: Current | null = null
  return authorizedClient({
    async currentToken() {
      used = await current(owner, id)
      const accessToken = await openAccess(used)
      await hooks?.beforeSend()
      return { accessToken, generation: used.generation, askedAt: used.askedAt }
    },
    async tokenRefused(generation, refusals) {
      hooks?.refused()
      const row = await current(owner, id)
      if (row.generation !== generation) return
      if (refusals >= FRESH_REFUSALS) return refuseFresh(owner, id, generation)
      await refresh(owner, id, generation)
    },
    async responseReceived(accepted, askedAt) {
      await stillThere(owner, id, accepted, askedAt)
      // Only now: a refresh before the answer could end the token of this very call.
      if (used) refreshByAge(owner, id, used)
    },
  })
}

/**
 * What introspection says of the connection's access token of now, unjudged by the door: nothing is refreshed.
 *
 * @throws {ConnectionGone} @throws {ReconnectRequired} @throws {SealBroken}
 * @see RFC 7662
 */
export async function introspectAccess(owner: UserId, id: ConnectionId): Promise<Introspection> {
  return classifyIntrospectionResponse(await introspect(await openAccess(await current(owner, id))))
}
