import { setTimeout as pause } from 'node:timers/promises'
import { SealBroken } from '../../errors'
import { classifyIntrospectionResponse, type Introspection } from '../../notion'
import type { VaultContext } from '../context'
import { open, type TokenUse } from '../crypto'
import { identifyBot } from '../revocation/identify-bot'
import { sweepCodeExchanges } from './code-exchanges'
import type { Lease, SealedPair } from './connection-state'

/** The result of the search for an active pending pair. */
export type LivePairSearch =
  | { readonly kind: 'found'; readonly pair: SealedPair }
  /** Notion calls all pending pairs of the bot inactive: `knownPairIds`, as of `checkedAt`. */
  | { readonly kind: 'none'; readonly knownPairIds: readonly string[]; readonly checkedAt: Date }
  /** Notion didn't answer, or another process has claimed a pair. */
  | { readonly kind: 'unknown'; readonly retryAfterSeconds: number | null; readonly requestId: string | null }

const MAX_CONCURRENT_INTROSPECTIONS = 6
/** Pairs without a bot id are rare: Notion's response lacked it. */
const MAX_WITHOUT_BOT = 20
/** After this long the search ends, because the lease must not expire during it. */
const MAX_SEARCH_MS = 5_000
/** How long to wait for a running code exchange. */
const MAX_EXCHANGE_WAIT_MS = 4_000
const EXCHANGE_POLL_INTERVAL_MS = 100

interface PendingTokenRow {
  pairId: string
  use: TokenUse
  sealedToken: string
  mintedAfter: Date | null
  mintedBefore: Date | null
  claimedSeconds: number
}

interface Candidate extends SealedPair {
  /** How long another process's claim on it lasts. */
  readonly claimedSeconds: number
}

/** The pending pairs of the lease's bot, the most recently issued first. */
async function listCandidates(vault: VaultContext, lease: Lease): Promise<Candidate[]> {
  const rows = await (await vault.database()).$queryRaw<PendingTokenRow[]>`
    SELECT "pairId", "use"::text AS "use", "sealedToken", "mintedAfter", "mintedBefore",
      coalesce(greatest(0, extract(epoch FROM ("claimedUntil" - clock_timestamp()))), 0)::float8 AS "claimedSeconds"
    FROM "PendingRevocation"
    WHERE "botId" = ${lease.botId} AND "sealedToken" IS NOT NULL AND "pairId" <> ${lease.pair.pairId}
    ORDER BY coalesce("mintedBefore", "createdAt") DESC`
  return [...new Set(rows.map((row) => row.pairId))].map((pairId) => {
    const own = rows.filter((row) => row.pairId === pairId)
    const sealed = (use: TokenUse) => own.find((row) => row.use === use)?.sealedToken ?? null
    return {
      pairId,
      access: sealed('access') ?? '',
      refresh: sealed('refresh'),
      mintedAfter: own[0]?.mintedAfter ?? null,
      mintedBefore: own[0]?.mintedBefore ?? null,
      claimedSeconds: Math.max(...own.map((row) => row.claimedSeconds)),
    }
  })
}

type PairState = { readonly issuedAt: number } | 'inactive' | Extract<Introspection, { kind: 'unknown' }>

const UNKNOWN = { kind: 'unknown', retryAfterSeconds: null, requestId: null } as const

/**
 * Introspects a pair. It is active if either token is: the refresh token of an expired access token still works. A pair
 * that can't be opened counts as inactive.
 */
async function introspectPair(vault: VaultContext, lease: Lease, pair: SealedPair): Promise<PairState> {
  const binding = { pairId: pair.pairId, botId: lease.botId, owner: lease.ownerPersonId }
  if (pair.access === '') return 'inactive'
  let tokens: string[]
  try {
    tokens = [await open(vault.keys, pair.access, { use: 'access', ...binding })]
    if (pair.refresh !== null)
      tokens.push(await open(vault.keys, pair.refresh, { use: 'refresh', ...binding }))
  } catch (error) {
    if (error instanceof SealBroken) return 'inactive'
    throw error
  }
  for (const token of tokens) {
    const introspection = classifyIntrospectionResponse(await vault.notion.introspect(token))
    if (introspection.kind === 'active') return { issuedAt: introspection.issuedAt?.getTime() ?? 0 }
    if (introspection.kind === 'unknown') return introspection
    if (introspection.kind === 'misconfigured') return { ...UNKNOWN, requestId: introspection.requestId }
  }
  return 'inactive'
}

interface OpenExchanges {
  readonly checkedAt: Date
  readonly ids: readonly string[]
}

/** The open code exchanges that may belong to this person. Their pairs may be issued but not stored yet. */
async function listOpenExchanges(vault: VaultContext, lease: Lease): Promise<OpenExchanges> {
  const [row] = await (await vault.database()).$queryRaw<OpenExchanges[]>`
    SELECT (clock_timestamp())::timestamptz(3) AS "checkedAt", ARRAY(
      SELECT "id" FROM "CodeExchange" WHERE "lostAt" IS NULL AND ("userId" = ${lease.owner} OR "userId" IS NULL)) AS "ids"`
  if (!row) throw new Error('the database returned no row')
  return row
}

/** Waits until none of these exchanges is open. One that starts later can't have replaced the pair. @returns false on timeout */
async function waitForExchanges(vault: VaultContext, lease: Lease, { ids }: OpenExchanges): Promise<boolean> {
  const until = performance.now() + MAX_EXCHANGE_WAIT_MS
  while (ids.length > 0) {
    const openIds = new Set((await listOpenExchanges(vault, lease)).ids)
    if (!ids.some((id) => openIds.has(id))) return true
    if (performance.now() > until) return false
    await pause(EXCHANGE_POLL_INTERVAL_MS)
  }
  return true
}

/** Searches the pending revocations for an active pair of the lease's bot, newest first. Tokens are only introspected. */
export async function findLivePair(vault: VaultContext, lease: Lease): Promise<LivePairSearch> {
  await sweepCodeExchanges(vault)
  const exchanges = await listOpenExchanges(vault, lease)
  if (!(await waitForExchanges(vault, lease, exchanges))) return UNKNOWN
  const until = performance.now() + MAX_SEARCH_MS
  const botUnknown = await identifyUnknownBots(vault, lease)
  const pairs = await listCandidates(vault, lease)
  let unknown: LivePairSearch | null = botUnknown ? UNKNOWN : null
  for (let first = 0; first < pairs.length; first += MAX_CONCURRENT_INTROSPECTIONS) {
    if (performance.now() > until) return UNKNOWN
    const group = pairs.slice(first, first + MAX_CONCURRENT_INTROSPECTIONS)
    const states = await Promise.all(group.map((pair) => introspectPair(vault, lease, pair)))
    const found = group
      .flatMap((pair, index) => {
        const state = states[index]
        return typeof state === 'object' && 'issuedAt' in state ? [{ pair, issuedAt: state.issuedAt }] : []
      })
      .sort((one, other) => other.issuedAt - one.issuedAt)
    const unclaimed = found.find(({ pair }) => pair.claimedSeconds <= 0)
    if (unclaimed) return { kind: 'found', pair: unclaimed.pair }
    // Until its claim expires, another process may revoke it; or that process crashed.
    if (found[0])
      unknown = {
        kind: 'unknown',
        retryAfterSeconds: Math.ceil(found[0].pair.claimedSeconds),
        requestId: null,
      }
    for (const state of states)
      if (typeof state === 'object' && 'kind' in state && unknown === null) unknown = state
  }
  return (
    unknown ?? {
      kind: 'none',
      knownPairIds: pairs.map((pair) => pair.pairId),
      checkedAt: exchanges.checkedAt,
    }
  )
}

/** Identifies the bots of this person's pairs that lack one. @returns whether one is still unknown */
async function identifyUnknownBots(vault: VaultContext, lease: Lease): Promise<boolean> {
  const rows = await (await vault.database()).$queryRaw<{ pairId: string; sealedToken: string }[]>`
    SELECT "pairId", "sealedToken" FROM "PendingRevocation"
    WHERE "botId" IS NULL AND "use" = 'access' AND "sealedToken" IS NOT NULL
    ORDER BY "createdAt" DESC LIMIT ${MAX_WITHOUT_BOT}`
  const theirs = await Promise.all(rows.map((row) => mayBelongTo(vault, lease.ownerPersonId, row)))
  const results = await Promise.all(
    rows.filter((_, index) => theirs[index]).map((row) => identifyBot(vault, row.pairId)),
  )
  return results.includes('unknown')
}

/** Whether the seal names this person, or no person because Notion's response didn't. */
async function mayBelongTo(
  vault: VaultContext,
  owner: string,
  row: { pairId: string; sealedToken: string },
): Promise<boolean> {
  for (const expectedOwner of [owner, null])
    try {
      await open(vault.keys, row.sealedToken, { use: 'access', pairId: row.pairId, owner: expectedOwner })
      return true
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
    }
  return false
}
