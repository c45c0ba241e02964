import type { VaultContext } from '../context'
import type { ConnectionId, UserId } from '../types'

/** Invalidates content that any process has cached for a connection. @returns false if this owner has no such connection */
export async function invalidateContent(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
): Promise<boolean> {
  const changed = await (await vault.database()).$executeRaw`
    UPDATE "Connection" SET "readsForgottenAt" = clock_timestamp() WHERE "id" = ${id} AND "userId" = ${owner}`
  return changed === 1
}
