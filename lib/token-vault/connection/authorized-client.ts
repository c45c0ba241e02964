import type { Client } from '@notionhq/client'
import { Prisma, retried } from '../../database'
import { ConnectionGone, type ReconnectReason, ReconnectRequired } from '../../errors'
import { authorizedClient, classifyIntrospectionResponse, type Introspection } from '../../notion'
import type { VaultContext } from '../context'
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

async function current(vault: VaultContext, owner: UserId, id: ConnectionId): Promise<Current> {
  // The owner that the seal must name is looked up by the row's user: a connection that was only moved to
  // another user's row does not open.
  const [row] = await (await vault.database()).$queryRaw<Current[]>`
    SELECT c."pairId", c."botId", ${vault.owners.personIdOf(Prisma.sql`c."userId"`)} AS "ownerPersonId", c."sealedAccessToken", c."generation",
      c."state"::text AS "state", c."stateReason",
      (extract(epoch FROM (clock_timestamp() - coalesce(c."refreshedAt", c."connectedAt"))) / 86400)::float8 AS "ageDays",
      coalesce(c."refreshNotBefore" > clock_timestamp(), false) AS "coolingDown",
      c."sealedRefreshToken" IS NOT NULL AS "hasRefreshToken", (clock_timestamp())::timestamptz(3) AS "askedAt"
    FROM "Connection" c
    WHERE c."id" = ${id} AND c."userId" = ${owner}`
  if (!row) throw new ConnectionGone()
  if (row.state === 'reconnect_required') throw new ReconnectRequired(row.stateReason ?? 'access_removed')
  return row
}

/**
 * Refreshes a pair that is older than `maxTokenAgeDays`, beside the call that used it: nobody waits for it,
 * and its failure does not fail the call.
 */
function refreshByAge(vault: VaultContext, owner: UserId, id: ConnectionId, row: Current): void {
  const { maxTokenAgeDays } = vault
  if (maxTokenAgeDays === 0 || row.ageDays <= maxTokenAgeDays || !row.hasRefreshToken || row.coolingDown)
    return
  refresh(vault, owner, id, row.generation).catch((error: unknown) => {
    if (error instanceof ConnectionGone) return
    vault.log.info(
      { err: error, connection: id },
      'a pair could not be replaced by age; a later use tries again',
    )
  })
}

/** Called for each request that a call causes: for what must not be sent twice. */
export interface SendHooks {
  /** The request is about to be sent. If this throws, it isn't. */
  beforeSend(): Promise<void>
  /** Notion refused the token, so that it did nothing. */
  refused(): void
}

function openAccess(vault: VaultContext, row: Current): Promise<string> {
  const { pairId, botId, ownerPersonId } = row
  return open(vault.keys, row.sealedAccessToken, { use: 'access', pairId, botId, owner: ownerPersonId })
}

/**
 * Whether the connection is still there. Writes its last use at most once a minute, apart from the guarded columns:
 * when the last request began whose token Notion took, so an answer that does not show that is no use. The pair
 * is known to have worked then, which is what a lost answer is compared with.
 *
 * @throws {ConnectionGone}
 */
async function stillThere(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  accepted: boolean,
  askedAt: Date | undefined,
): Promise<void> {
  const database = await vault.database()
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
 * The one way to call Notion for a person: an official client that sends the connection's current token,
 * refreshes it when Notion refuses it, and starts no request once the connection has ended.
 *
 * Its methods throw the SDK's errors, and ours: {ReconnectRequired}, {RefreshUnsettled}, {ConnectionGone},
 * {NotionUnavailable}, {NotionMisconfigured}, {SealBroken}. Another owner's id is {ConnectionGone}.
 */
export function notionClientFor(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  hooks?: SendHooks,
): Client {
  let used: Current | null = null
  return authorizedClient(
    {
      async currentToken() {
        used = await current(vault, owner, id)
        const accessToken = await openAccess(vault, used)
        await hooks?.beforeSend()
        return { accessToken, generation: used.generation, askedAt: used.askedAt }
      },
      async tokenRefused(generation, refusals) {
        hooks?.refused()
        const row = await current(vault, owner, id)
        if (row.generation !== generation) return
        if (refusals >= FRESH_REFUSALS) return refuseFresh(vault, owner, id, generation)
        await refresh(vault, owner, id, generation)
      },
      async responseReceived(accepted, askedAt) {
        await stillThere(vault, owner, id, accepted, askedAt)
        // Only now: a refresh before the answer could end the token of this very call.
        if (used) refreshByAge(vault, owner, id, used)
      },
    },
    { apiUrl: vault.apiUrl, debug: (fields, message) => vault.log.debug(fields, message) },
  )
}

/**
 * Introspects the connection's current access token. Nothing is refreshed.
 *
 * @throws {ConnectionGone} @throws {ReconnectRequired} @throws {SealBroken}
 * @see RFC 7662
 */
export async function introspectAccess(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
): Promise<Introspection> {
  return classifyIntrospectionResponse(
    await vault.notion.introspect(await openAccess(vault, await current(vault, owner, id))),
  )
}
