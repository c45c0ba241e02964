import { db } from '../database'
import type { ConnectionId, UserId } from '../token-vault'

/**
 * "Refresh": nothing that was read of this connection before now is shown again, on any process. False: no
 * such connection of this owner.
 */
export async function invalidateContent(owner: UserId, id: ConnectionId): Promise<boolean> {
  const changed = await (await db()).$executeRaw`
    UPDATE "Connection" SET "readsForgottenAt" = clock_timestamp() WHERE "id" = ${id} AND "userId" = ${owner}`
  return changed === 1
}
