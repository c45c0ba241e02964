import { createHash } from 'node:crypto'
import { db } from '../database'

/**
 * Lets the callback of this `state` through, once. Its write also proves that the database takes writes, before
 * the authorization code is spent.
 *
 * @returns false when it was let through before, on any process
 * @see RFC 6749 section 10.12
 */
export async function spendState(state: string): Promise<boolean> {
  const id = createHash('sha256').update(state).digest('hex')
  const rows = await (await db())
    .$executeRaw`INSERT INTO "SpentState" ("id") VALUES (${id}) ON CONFLICT DO NOTHING`
  return rows === 1
}
