import type { Database } from '@/lib/database'
import { open, type TokenUse } from '@/lib/token-vault/crypto'
import { vaultContext } from './vault'

/** Opens every stored token as its row demands it. @returns the tokens in clear @throws one does not open */
export async function openEverySeal(database: Database): Promise<string[]> {
  const tokens: string[] = []
  for (const row of await database.connection.findMany({ include: { user: true } })) {
    const bound = { pairId: row.pairId, botId: row.botId, owner: row.user.notionPersonId }
    tokens.push(await open(vaultContext().keys, row.sealedAccessToken, { use: 'access', ...bound }))
    if (row.sealedRefreshToken !== null)
      tokens.push(await open(vaultContext().keys, row.sealedRefreshToken, { use: 'refresh', ...bound }))
  }
  for (const row of await database.pendingRevocation.findMany()) {
    if (row.sealedToken === null) continue
    const use: TokenUse = row.use
    tokens.push(
      await open(vaultContext().keys, row.sealedToken, { use, pairId: row.pairId, botId: row.botId }),
    )
  }
  return tokens
}
