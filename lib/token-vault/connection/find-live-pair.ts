import { setTimeout as pause } from 'node:timers/promises'
import { SealBroken } from '../../errors'
import { classifyIntrospectionResponse, type Introspection } from '../../notion'
import type { VaultContext } from '../context'
import { open, type TokenUse } from '../crypto'
import { learnBot } from '../revocation/identify-bot'
import { sweepCodeExchanges } from './code-exchanges'
import type { Lease, SealedPair } from './connection-state'

/** What the look for a pair that lives found. */
export type LivePairSearch =
  | { readonly kind: 'found'; readonly pair: SealedPair }
  /** Notion calls each of these pairs inactive; there were no others. */
  | { readonly kind: 'none'; readonly seen: readonly string[]; readonly lookedAt: Date }
  /** Whether one lives is not known: Notion did not say, or another process is at work on it. */
  | { readonly kind: 'unknown'; readonly retryAfterSeconds: number | null; readonly requestId: string | null }

/** How many pairs are introspected at the same time. */
const AT_ONCE = 6
/** Pairs without a bot that are looked at: there are few, from answers that lacked it. */
const MAX_WITHOUT_BOT = 20
/** After this long the rest waits for a later call, because the holder's lease must not expire during the search. */
const MAX_SEARCH_MS = 5_000
/** How long a code exchange that is under way is waited for. */
const MAX_EXCHANGE_WAIT_MS = 4_000
const EXCHANGE_LOOK_MS = 100

interface Row {
  pairId: string
  use: TokenUse
  sealedToken: string
  mintedAfter: Date | null
  mintedBefore: Date | null
  claimedSeconds: number
}

interface Candidate extends SealedPair {
  /** How long another process may still be asking about it. */
  readonly claimedSeconds: number
}

/** The pairs of the lease's bot among the pending revocations, the one that was minted last first. */
async function candidates(vault: VaultContext, lease: Lease): Promise<Candidate[]> {
  const rows = await (await vault.database()).$queryRaw<Row[]>`
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
 * What Notion says of a pair. It lives when either token does: an access token that has expired is replaced
 * by its refresh token at the next need. A pair that does not open belongs to nobody here.
 */
async function stateOf(vault: VaultContext, lease: Lease, pair: SealedPair): Promise<PairState> {
  const bound = { pairId: pair.pairId, botId: lease.botId, owner: lease.ownerPersonId }
  if (pair.access === '') return 'inactive'
  let tokens: string[]
  try {
    tokens = [await open(vault.keys, pair.access, { use: 'access', ...bound })]
    if (pair.refresh !== null) tokens.push(await open(vault.keys, pair.refresh, { use: 'refresh', ...bound }))
  } catch (error) {
    if (error instanceof SealBroken) return 'inactive'
    throw error
  }
  for (const token of tokens) {
    const said = classifyIntrospectionResponse(await vault.notion.introspect(token))
    if (said.kind === 'active') return { issuedAt: said.issuedAt?.getTime() ?? 0 }
    if (said.kind === 'unknown') return said
    if (said.kind === 'misconfigured') return { ...UNKNOWN, requestId: said.requestId }
  }
  return 'inactive'
}

interface OpenExchanges {
  readonly lookedAt: Date
  readonly ids: readonly string[]
}

/** The code exchanges that are open now and may bring a pair of this person's: it may be minted and not yet written. */
async function openExchanges(vault: VaultContext, lease: Lease): Promise<OpenExchanges> {
  const [row] = await (await vault.database()).$queryRaw<OpenExchanges[]>`
    SELECT (clock_timestamp())::timestamptz(3) AS "lookedAt", ARRAY(
      SELECT "id" FROM "CodeExchange" WHERE "lostAt" IS NULL AND ("userId" = ${lease.owner} OR "userId" IS NULL)) AS "ids"`
  if (!row) throw new Error('the database did not tell the time')
  return row
}

/** Waits, bounded, until none of these exchanges is open. One that begins later cannot have replaced the pair. */
async function exchangesEnded(vault: VaultContext, lease: Lease, { ids }: OpenExchanges): Promise<boolean> {
  const until = performance.now() + MAX_EXCHANGE_WAIT_MS
  while (ids.length > 0) {
    const now = new Set((await openExchanges(vault, lease)).ids)
    if (!ids.some((id) => now.has(id))) return true
    if (performance.now() > until) return false
    await pause(EXCHANGE_LOOK_MS)
  }
  return true
}

/**
 * Looks among the pending revocations for a pair of the lease's bot that Notion still honours, the newest
 * first. Harmless: tokens are only introspected.
 */
export async function findLivePair(vault: VaultContext, lease: Lease): Promise<LivePairSearch> {
  await sweepCodeExchanges(vault)
  const exchanges = await openExchanges(vault, lease)
  if (!(await exchangesEnded(vault, lease, exchanges))) return UNKNOWN
  const until = performance.now() + MAX_SEARCH_MS
  const unlearnt = await learnUnknownBots(vault, lease)
  const pairs = await candidates(vault, lease)
  let unknown: LivePairSearch | null = unlearnt ? UNKNOWN : null
  for (let first = 0; first < pairs.length; first += AT_ONCE) {
    if (performance.now() > until) return UNKNOWN
    const some = pairs.slice(first, first + AT_ONCE)
    const states = await Promise.all(some.map((pair) => stateOf(vault, lease, pair)))
    const found = some
      .flatMap((pair, index) => {
        const state = states[index]
        return typeof state === 'object' && 'issuedAt' in state ? [{ pair, issuedAt: state.issuedAt }] : []
      })
      .sort((one, other) => other.issuedAt - one.issuedAt)
    const free = found.find(({ pair }) => pair.claimedSeconds <= 0)
    if (free) return { kind: 'found', pair: free.pair }
    // A claim runs out: until then another process may be about to revoke it, or has ended in the middle.
    if (found[0])
      unknown = {
        kind: 'unknown',
        retryAfterSeconds: Math.ceil(found[0].pair.claimedSeconds),
        requestId: null,
      }
    for (const state of states)
      if (typeof state === 'object' && 'kind' in state && unknown === null) unknown = state
  }
  return unknown ?? { kind: 'none', seen: pairs.map((pair) => pair.pairId), lookedAt: exchanges.lookedAt }
}

/** Finds out which bot this person's pairs without one belong to. True: of one of them Notion did not say. */
async function learnUnknownBots(vault: VaultContext, lease: Lease): Promise<boolean> {
  const rows = await (await vault.database()).$queryRaw<{ pairId: string; sealedToken: string }[]>`
    SELECT "pairId", "sealedToken" FROM "PendingRevocation"
    WHERE "botId" IS NULL AND "use" = 'access' AND "sealedToken" IS NOT NULL
    ORDER BY "createdAt" DESC LIMIT ${MAX_WITHOUT_BOT}`
  const theirs = await Promise.all(rows.map((row) => mayBelongTo(vault, lease.ownerPersonId, row)))
  const learnt = await Promise.all(
    rows.filter((_, index) => theirs[index]).map((row) => learnBot(vault, row.pairId)),
  )
  return learnt.includes('unknown')
}

/** Whether the seal names this person, or nobody because Notion's answer did not. */
async function mayBelongTo(
  vault: VaultContext,
  owner: string,
  row: { pairId: string; sealedToken: string },
): Promise<boolean> {
  for (const demanded of [owner, null])
    try {
      await open(vault.keys, row.sealedToken, { use: 'access', pairId: row.pairId, owner: demanded })
      return true
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
    }
  return false
}
