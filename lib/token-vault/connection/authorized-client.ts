import type { Client } from '@notionhq/client'
import { Prisma, withRetries } from '../../database'
import { ConnectionGone, type ReconnectReason, ReconnectRequired } from '../../errors'
import { authorizedClient, classifyIntrospectionResponse, type Introspection } from '../../notion'
import type { VaultContext } from '../context'
import { open } from '../crypto'
import type { ConnectionId, UserId } from '../types'
import { refresh, resolveRefusedFreshPair } from './refresh'

/** If Notion refuses this many generations right after it issued them, another refresh won't help. */
const MAX_FRESH_REFUSALS = 2

interface CurrentPair {
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
  /** When the row was read, by the database's clock. */
  readAt: Date
}

async function readCurrentPair(vault: VaultContext, owner: UserId, id: ConnectionId): Promise<CurrentPair> {
  // The person that the seal must name comes from the row's user, so a connection that was moved to another user's row
  // can't be opened.
  const [row] = await (await vault.database()).$queryRaw<CurrentPair[]>`
    SELECT c."pairId", c."botId", ${vault.owners.personIdOf(Prisma.sql`c."userId"`)} AS "ownerPersonId", c."sealedAccessToken", c."generation",
      c."state"::text AS "state", c."stateReason",
      (extract(epoch FROM (clock_timestamp() - coalesce(c."refreshedAt", c."connectedAt"))) / 86400)::float8 AS "ageDays",
      coalesce(c."refreshNotBefore" > clock_timestamp(), false) AS "coolingDown",
      c."sealedRefreshToken" IS NOT NULL AS "hasRefreshToken", (clock_timestamp())::timestamptz(3) AS "readAt"
    FROM "Connection" c
    WHERE c."id" = ${id} AND c."userId" = ${owner}`
  if (!row) throw new ConnectionGone()
  if (row.state === 'reconnect_required') throw new ReconnectRequired(row.stateReason ?? 'access_removed')
  return row
}

/**
 * Refreshes a pair that is older than `maxTokenAgeDays` in the background. Its failure does not fail the call that used
 * the pair.
 */
function refreshByAge(vault: VaultContext, owner: UserId, id: ConnectionId, row: CurrentPair): void {
  const { maxTokenAgeDays } = vault
  if (maxTokenAgeDays === 0 || row.ageDays <= maxTokenAgeDays || !row.hasRefreshToken || row.coolingDown)
    return
  refresh(vault, owner, id, row.generation).catch((error: unknown) => {
    if (error instanceof ConnectionGone) return
    vault.log.info(
      { err: error, connection: id },
      'an old pair could not be refreshed; a later use tries again',
    )
  })
}

/** Called for each HTTP request of a call, for requests that must not be sent twice. */
export interface SendHooks {
  /** Called right before the request is sent. If it throws, nothing is sent. */
  beforeSend(): Promise<void>
  /** Notion rejected the token, so it did nothing. */
  refused(): void
}

function openAccessToken(vault: VaultContext, row: CurrentPair): Promise<string> {
  const { pairId, botId, ownerPersonId } = row
  return open(vault.keys, row.sealedAccessToken, { use: 'access', pairId, botId, owner: ownerPersonId })
}

/**
 * Checks that the connection still exists, and updates `lastUsedAt` at most once a minute: the start of the last request
 * whose token Notion demonstrably accepted. It shows whether the pair worked after a response was lost.
 *
 * @throws {ConnectionGone}
 */
async function recordUse(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  accepted: boolean,
  sentAfter: Date | undefined,
): Promise<void> {
  const database = await vault.database()
  const [row] = await database.$queryRaw<{ isStale: boolean }[]>`
    SELECT coalesce("lastUsedAt" < clock_timestamp() - interval '1 minute', true) AS "isStale"
    FROM "Connection" WHERE "id" = ${id} AND "userId" = ${owner}`
  if (!row) throw new ConnectionGone()
  if (!row.isStale || !accepted) return
  const updatedRows = await withRetries(
    async () =>
      database.$executeRaw`
        UPDATE "Connection" SET "lastUsedAt" = greatest("lastUsedAt", ${sentAfter ?? null}::timestamptz)
        WHERE "id" = ${id} AND "userId" = ${owner}`,
  )
  if (updatedRows === 0) throw new ConnectionGone()
}

/**
 * Creates the official Notion client for a connection. It sends the connection's current token, refreshes it after a
 * 401, and sends no request once the connection has ended.
 *
 * Its methods throw the SDK's errors, and ours: {ReconnectRequired}, {RefreshUnsettled}, {ConnectionGone},
 * {NotionUnavailable}, {NotionMisconfigured}, {SealBroken}. The id of another owner's connection is {ConnectionGone}.
 */
export function notionClientFor(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  hooks?: SendHooks,
): Client {
  let current: CurrentPair | null = null
  return authorizedClient(
    {
      async currentToken() {
        current = await readCurrentPair(vault, owner, id)
        const accessToken = await openAccessToken(vault, current)
        await hooks?.beforeSend()
        return { accessToken, generation: current.generation, readAt: current.readAt }
      },
      async tokenRefused(generation, refusals) {
        hooks?.refused()
        const row = await readCurrentPair(vault, owner, id)
        if (row.generation !== generation) return
        if (refusals >= MAX_FRESH_REFUSALS) return resolveRefusedFreshPair(vault, owner, id, generation)
        await refresh(vault, owner, id, generation)
      },
      async responseReceived(accepted, askedAt) {
        await recordUse(vault, owner, id, accepted, askedAt)
        // Not earlier: a refresh could revoke the token of this very call.
        if (current) refreshByAge(vault, owner, id, current)
      },
    },
    { apiUrl: vault.apiUrl, debug: (fields, message) => vault.log.debug(fields, message) },
  )
}

/**
 * Introspects the connection's current access token, without refreshing it.
 *
 * @throws {ConnectionGone} @throws {ReconnectRequired} @throws {SealBroken}
 * @see RFC 7662
 */
export async function introspectAccessToken(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
): Promise<Introspection> {
  return classifyIntrospectionResponse(
    await vault.notion.introspect(await openAccessToken(vault, await readCurrentPair(vault, owner, id))),
  )
}
