import { db } from '../database'
import type { ConnectionId, UserId } from '../token-vault'

/** "Refresh": no process reuses content read before now. False when this owner has no such connection. */
export async function invalidateContent(owner: UserId, id: ConnectionId): Promise<boolean> {
  const changed = await (await db()).$executeRaw`
    UPDATE "Connection" SET "readsForgottenAt" = clock_timestamp() WHERE "id" = ${id} AND "userId" = ${owner}`
  return changed === 1
}
