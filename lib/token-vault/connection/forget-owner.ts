import { Prisma, type Transaction } from '../../database'
import type { VaultContext } from '../context'
import type { TokenUse } from '../crypto'
import { withoutOwner } from '../revocation/pending-revocations'
import { anonymousConnectionId, createReceipt, hashReceipt } from '../revocation/receipts'
import { drainUntilConfirmed } from '../revocation/worker'
import type { ConnectionId, UserId } from '../types'
import { endConnection } from './connection-state'

/** How long this process revokes right after a deletion. The worker goes on after that. */
const DRAIN_MS = 10_000

/**
 * Ends every connection of an owner and takes the owner's name off what is left: tokens that Notion has still to be
 * told to revoke, counted on a receipt.
 *
 * Locks in the order of docs/decisions/009-locks.md. The caller holds a lock on the user that keeps sign-ins out and
 * lets `Owners.hold` through.
 *
 * @param options.receipt the value that opens the receipt later; only its hash is stored
 * @param options.deleteOwner deletes the user, with everything of theirs that is not the vault's. Called when no
 *   connection is left; after it nothing new can carry the owner's id
 * @returns how many connections ended
 */
export async function forgetOwner(
  vault: VaultContext,
  tx: Transaction,
  owner: UserId,
  { receipt, deleteOwner }: { receipt: string; deleteOwner: () => Promise<void> },
): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM "CodeExchange" WHERE "userId" = ${owner} ORDER BY "id" FOR UPDATE`
  const connections = await tx.$queryRaw<{ id: ConnectionId; botId: string }[]>`
    SELECT "id", "botId" FROM "Connection" WHERE "userId" = ${owner} ORDER BY "id" FOR UPDATE`
  const bots = Prisma.join(['', ...connections.map(({ botId }) => botId)])
  await tx.$queryRaw`
    SELECT 1 FROM "PendingRevocation" WHERE "userId" = ${owner} OR "botId" IN (${bots}) ORDER BY "id" FOR UPDATE`
  for (const { id } of connections) await endConnection(vault, tx, owner, id)
  await deleteOwner()
  await takeNameOff(vault, tx, owner, hashReceipt(receipt))
  await createReceipt(tx, { id: hashReceipt(receipt), connections: connections.length })
  await tx.$executeRaw`UPDATE "CodeExchange" SET "userId" = NULL WHERE "userId" = ${owner}`
  return connections.length
}

interface Named {
  id: string
  use: TokenUse
  pairId: string
  sealedToken: string | null
  connectionId: string | null
}

async function takeNameOff(
  vault: VaultContext,
  tx: Transaction,
  owner: UserId,
  receiptId: string,
): Promise<void> {
  const rows = await tx.$queryRaw<Named[]>`
    SELECT "id", "use"::text AS "use", "pairId", "sealedToken", "connectionId" FROM "PendingRevocation"
    WHERE "userId" = ${owner} ORDER BY "id" FOR UPDATE`
  for (const { id, use, pairId, sealedToken, connectionId } of rows)
    await tx.pendingRevocation.update({
      where: { id },
      data: {
        userId: null,
        workspaceId: null,
        workspaceName: null,
        connectionId: connectionId && anonymousConnectionId(connectionId),
        // The header of a seal is readable.
        sealedToken: sealedToken && (await withoutOwner(vault, sealedToken, { use, pairId })),
        receiptId,
      },
    })
}

/** Revokes the tokens of a receipt, in the background. */
export function drainReceipt(vault: VaultContext, receipt: string): void {
  void drainUntilConfirmed(vault, { receiptId: hashReceipt(receipt) }, DRAIN_MS)
}
