import { ConfigurationError, config } from '../config'
import { db } from '../database'
import type { TokenVault } from '../token-vault'

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Any loopback port is one Notion: an emulator's port means nothing. */
function notionOrigin(): string {
  const url = new URL(config().notion.apiUrl)
  return LOOPBACK.test(url.hostname) ? `${url.protocol}//loopback` : url.origin
}

/**
 * Makes sure that this database belongs to the Notion, the client and the keys of this configuration; the
 * first start writes them down. Otherwise an emulator pointed at a real database would let anyone in as anyone.
 *
 * @throws {ConfigurationError} saying what it belongs to and what to do
 */
export async function checkInstallation(vault: TokenVault): Promise<void> {
  const database = await db()
  const origin = notionOrigin()
  const { clientId } = config().notion
  await database.$executeRaw`
    INSERT INTO "Installation" ("id", "notionOrigin", "clientId", "touchedAt") VALUES (1, ${origin}, ${clientId}, clock_timestamp())
    ON CONFLICT DO NOTHING`
  const row = await database.installation.findUniqueOrThrow({ where: { id: 1 } })
  const faults: string[] = []
  if (row.notionOrigin !== origin)
    faults.push(
      `NOTION_API_URL points at ${origin}, but this database belongs to ${row.notionOrigin}. Set it back, or use another database (DATABASE_URL).`,
    )
  if (row.clientId !== clientId)
    faults.push(
      `NOTION_CLIENT_ID is ${clientId}, but this database holds tokens of client ${row.clientId}. Set it back, or use another database (DATABASE_URL).`,
    )
  const known = row.keyChecks as Record<string, string>
  const now = vault.keyChecks()
  for (const [id, check] of Object.entries(now))
    if (known[id] !== undefined && known[id] !== check)
      faults.push(
        `TOKEN_KEYS gives the key id "${id}" other bytes than before. Put the old key back, and give a new key a new id.`,
      )
  if (faults.length > 0) throw new ConfigurationError(faults)
  await database.installation.update({ where: { id: 1 }, data: { keyChecks: { ...known, ...now } } })
}
