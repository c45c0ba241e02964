import type { ConnectionId, UserId } from '../connections'
import { db } from '../database'

/**
 * "Refresh": nothing that was read of this connection before now is shown again, on any process. False: no
 * such connection of this owner.
 */
export async function forgetReads(owner: UserId, id: ConnectionId): Promise<boolean> {
  const changed = await (await db()).$executeRaw`
    UPDATE "Connection" SET "readsForgottenAt" = clock_timestamp() WHERE "id" = ${id} AND "userId" = ${owner}`
  return changed === 1
}
