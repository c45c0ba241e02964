import { setTimeout as pause } from 'node:timers/promises'
import type { Transaction } from '../../database'
import { type IssuedTokens, stringField } from '../../notion'
import type { VaultContext } from '../context'
import { seal } from '../crypto'
import { addPendingRevocations } from '../revocation/pending-revocations'
import { countOnReceipt } from '../revocation/receipts'
import { type CodeExchange, endCodeExchange } from './code-exchanges'
import type { SealedPair } from './connection-state'

/** A received pair that isn't claimed within this time is revoked. */
const WRITE_AHEAD_SECONDS = 120
const FIRST_PAUSE_MS = 100
const MAX_PAUSE_MS = 5_000

/** A pair that Notion issued for a code, sealed and stored before the rest of the response is read. */
export interface ReceivedPair {
  readonly pair: SealedPair
  readonly botId: string | null
  readonly personId: string | null
}

const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined

/**
 * Seals a pair and stores it as a pending revocation, due in two minutes. `claimPair` deletes that row in the
 * transaction that stores the pair in a connection, so no crash can lose a pair (docs/architecture.md, invariant 2).
 * The response is read leniently here and validated later.
 *
 * @throws database errors. The process then keeps the pair in memory and stores it, due for revocation at once, as soon
 *   as the database is available. It is not revoked before that, because a connection may use the same bot
 */
export async function receivePair(
  vault: VaultContext,
  minted: IssuedTokens,
  body: unknown,
  exchange: CodeExchange,
): Promise<ReceivedPair> {
  const personId = stringField(field(field(body, 'owner'), 'user'), 'id')
  const binding = { pairId: crypto.randomUUID(), botId: minted.botId, owner: personId }
  const pair: SealedPair = {
    pairId: binding.pairId,
    access: await seal(vault.keys, minted.accessToken, { use: 'access', ...binding }),
    refresh: minted.refreshToken
      ? await seal(vault.keys, minted.refreshToken, { use: 'refresh', ...binding })
      : null,
    mintedAfter: exchange.startedAt,
  }
  const write = (dueInSeconds: number): Promise<SealedPair> =>
    vault.transaction(async (tx) => {
      await endCodeExchange(tx, exchange)
      const [now] = await tx.$queryRaw<{ at: Date }[]>`SELECT (clock_timestamp())::timestamptz(3) AS "at"`
      const dated = { ...pair, mintedBefore: now?.at ?? null }
      await addPendingRevocations(vault, tx, {
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
  const unsaved = { issuedBy: 'sign-in' as const, connection: null, bot: minted.botId }
  try {
    const written = await vault.tasks.trackUnsavedPair(unsaved, () => write(WRITE_AHEAD_SECONDS))
    return { pair: written, botId: minted.botId, personId }
  } catch (error) {
    void vault.tasks.trackUnsavedPair(unsaved, () => writeUntilStored(vault, write))
    throw error
  }
}

/** Retries until it succeeds, because only this process has the pair. */
async function writeUntilStored(
  vault: VaultContext,
  write: (dueInSeconds: number) => Promise<unknown>,
): Promise<void> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
    await pause(pauseMs)
    try {
      await write(0)
      return
    } catch (error) {
      vault.log.error({ err: error }, 'a received pair could not be stored; retrying')
    }
  }
}

/**
 * Deletes the pending revocation of a received pair that is now stored in a connection.
 *
 * @returns false if the revocation worker has started to revoke the pair, so that it must not be used
 */
export async function claimPair(tx: Transaction, { pair }: ReceivedPair): Promise<boolean> {
  const claimed = await tx.$queryRaw<{ receiptId: string | null }[]>`
    WITH locked AS (
      SELECT "id" FROM "PendingRevocation"
      WHERE "pairId" = ${pair.pairId} AND "reason" = 'received' AND "attempts" = 0 ORDER BY "id" FOR UPDATE
    )
    DELETE FROM "PendingRevocation" p USING locked WHERE p."id" = locked."id" RETURNING p."receiptId"`
  // The account was deleted during this sign-in, which begins it afresh: the pair is no longer asked about.
  for (const { receiptId } of claimed) if (receiptId) await countOnReceipt(tx, receiptId, { tokens: -1 })
  return claimed.length === (pair.refresh === null ? 1 : 2)
}

/** Makes a received pair that was not stored in a connection due for revocation now. */
export async function releasePair(vault: VaultContext, { pair }: ReceivedPair): Promise<void> {
  await (await vault.database()).$executeRaw`
    WITH locked AS (
      SELECT "id" FROM "PendingRevocation"
      WHERE "pairId" = ${pair.pairId} AND "reason" = 'received' AND "attempts" = 0 ORDER BY "id" FOR UPDATE
    )
    UPDATE "PendingRevocation" p SET "notBefore" = clock_timestamp() FROM locked WHERE p."id" = locked."id"`
}
