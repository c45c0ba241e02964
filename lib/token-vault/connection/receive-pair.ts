import { setTimeout as pause } from 'node:timers/promises'
import type { Transaction } from '../../database'
import { type IssuedTokens, stringField } from '../../notion'
import type { VaultContext } from '../context'
import { seal } from '../crypto'
import { keepForRevocation } from '../revocation/pending-revocations'
import { type CodeExchange, endCodeExchange } from './code-exchanges'
import type { SealedPair } from './connection-state'

/** A received pair waits this long for its transaction before it counts as not stored. */
const WRITE_AHEAD_SECONDS = 120
const FIRST_PAUSE_MS = 100
const MAX_PAUSE_MS = 5_000

/** A pair that Notion issued for a code: sealed and written down, before anything else of the answer is read. */
export interface ReceivedPair {
  readonly pair: SealedPair
  readonly botId: string | null
  readonly personId: string | null
}

const member = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined

/**
 * Seals a pair and stores it as a pending revocation, due in two minutes. `claimPair` deletes that row in the
 * transaction that gives the pair to a connection, so that no crash leaves a pair forgotten (docs/architecture.md,
 * invariant 2). It reads the answer leniently: strict validation comes after.
 *
 * @throws what the database throws. This process then holds the pair and stores it, due at once, as soon as the
 *   database accepts it. Nothing is revoked before: a connection may use the same bot
 */
export async function receivePair(
  vault: VaultContext,
  minted: IssuedTokens,
  body: unknown,
  exchange: CodeExchange,
): Promise<ReceivedPair> {
  const personId = stringField(member(member(body, 'owner'), 'user'), 'id')
  const bound = { pairId: crypto.randomUUID(), botId: minted.botId, owner: personId }
  const pair: SealedPair = {
    pairId: bound.pairId,
    access: await seal(vault.keys, minted.accessToken, { use: 'access', ...bound }),
    refresh: minted.refreshToken
      ? await seal(vault.keys, minted.refreshToken, { use: 'refresh', ...bound })
      : null,
    mintedAfter: exchange.startedAt,
  }
  const write = (dueInSeconds: number): Promise<SealedPair> =>
    vault.transaction(async (tx) => {
      await endCodeExchange(tx, exchange)
      const [now] = await tx.$queryRaw<{ at: Date }[]>`SELECT (clock_timestamp())::timestamptz(3) AS "at"`
      const dated = { ...pair, mintedBefore: now?.at ?? null }
      await keepForRevocation(vault, tx, {
        botId: minted.botId,
        pair: dated,
        reason: 'received',
        dueInSeconds,
        connectionId: null,
        userId: null,
        workspaceName: null,
      })
      return dated
    })
  const held = { issuedBy: 'sign-in' as const, connection: null, bot: minted.botId }
  try {
    const written = await vault.tasks.holding(held, () => write(WRITE_AHEAD_SECONDS))
    return { pair: written, botId: minted.botId, personId }
  } catch (error) {
    void vault.tasks.holding(held, () => writeUntilStored(vault, write))
    throw error
  }
}

/** Only this process knows the pair, so it tries for as long as it takes. */
async function writeUntilStored(
  vault: VaultContext,
  write: (dueInSeconds: number) => Promise<unknown>,
): Promise<void> {
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, MAX_PAUSE_MS)) {
    await pause(wait)
    try {
      await write(0)
      return
    } catch (error) {
      vault.log.error({ err: error }, 'a received pair could not be written yet; trying again')
    }
  }
}

/**
 * Deletes the pending revocation of a received pair: a connection has the pair now.
 *
 * @returns false if the revocation worker was faster, so the pair must not be used
 */
export async function claimPair(tx: Transaction, { pair }: ReceivedPair): Promise<boolean> {
  const claimed = await tx.$executeRaw`
    WITH locked AS (
      SELECT "id" FROM "PendingRevocation"
      WHERE "pairId" = ${pair.pairId} AND "reason" = 'received' AND "attempts" = 0 ORDER BY "id" FOR UPDATE
    )
    DELETE FROM "PendingRevocation" p USING locked WHERE p."id" = locked."id"`
  return claimed === (pair.refresh === null ? 1 : 2)
}

/** The pair was not stored in a connection: its revocation, if it still waits, is due now. */
export async function releasePair(vault: VaultContext, { pair }: ReceivedPair): Promise<void> {
  await (await vault.database()).$executeRaw`
    WITH locked AS (
      SELECT "id" FROM "PendingRevocation"
      WHERE "pairId" = ${pair.pairId} AND "reason" = 'received' AND "attempts" = 0 ORDER BY "id" FOR UPDATE
    )
    UPDATE "PendingRevocation" p SET "notBefore" = clock_timestamp() FROM locked WHERE p."id" = locked."id"`
}
