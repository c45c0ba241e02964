import { ReconnectRequired, SealBroken } from '../../errors'
import { authorizedClient, callNotion } from '../../notion'
import type { VaultContext } from '../context'
import { type ExpectedBinding, open, reseal, type TokenUse } from '../crypto'

/** Reads from users.me whose token this is. `inactive`: Notion rejects it. */
async function readTokenOwner(
  vault: VaultContext,
  accessToken: string,
): Promise<{ botId: string; owner: string | null } | 'inactive' | 'unknown'> {
  const client = authorizedClient(
    {
      currentToken: async () => ({ accessToken, generation: 0 }),
      tokenRefused: async () => {
        throw new ReconnectRequired('access_removed')
      },
      responseReceived: async () => {},
    },
    { apiUrl: vault.apiUrl, debug: (fields, message) => vault.log.debug(fields, message) },
  )
  try {
    const me = await callNotion(() => client.users.me({}))
    const owner =
      me.type === 'bot' && 'owner' in me.bot && me.bot.owner?.type === 'user' ? me.bot.owner.user : null
    return { botId: me.id, owner: owner && 'id' in owner ? owner.id : null }
  } catch (error) {
    return error instanceof ReconnectRequired ? 'inactive' : 'unknown'
  }
}

interface PendingTokenRow {
  id: string
  use: TokenUse
  sealedToken: string
}

/**
 * Identifies the bot of a received pair if Notion's response didn't name it, reseals the tokens with that bot, and makes
 * them due for revocation.
 *
 * `inactive`: Notion rejects the access token, so the bot can't be identified. `unknown`: Notion didn't answer.
 */
export async function identifyBot(
  vault: VaultContext,
  pairId: string,
): Promise<'identified' | 'inactive' | 'unknown'> {
  const rows = await (await vault.database()).$queryRaw<PendingTokenRow[]>`
    SELECT "id", "use"::text AS "use", "sealedToken" FROM "PendingRevocation"
    WHERE "pairId" = ${pairId} AND "botId" IS NULL AND "sealedToken" IS NOT NULL ORDER BY "id"`
  const access = rows.find((row) => row.use === 'access')
  if (!access) return 'inactive'
  const expected = (use: TokenUse): ExpectedBinding => ({ use, pairId })
  try {
    const tokenOwner = await readTokenOwner(
      vault,
      await open(vault.keys, access.sealedToken, expected('access')),
    )
    if (typeof tokenOwner === 'string') return tokenOwner
    const resealed = await Promise.all(
      rows.map(async (row) => ({
        ...row,
        next: await reseal(vault.keys, row.sealedToken, expected(row.use), {
          botId: tokenOwner.botId,
          ...(tokenOwner.owner === null ? {} : { owner: tokenOwner.owner }),
        }),
      })),
    )
    await vault.transaction(async (tx) => {
      for (const row of resealed)
        await tx.$executeRaw`
          UPDATE "PendingRevocation" SET "botId" = ${tokenOwner.botId}, "sealedToken" = ${row.next}, "claimedUntil" = NULL,
            "notBefore" = clock_timestamp(), "attempts" = 0
          WHERE "id" = ${row.id} AND "botId" IS NULL AND "sealedToken" = ${row.sealedToken}`
    })
    return 'identified'
  } catch (error) {
    if (error instanceof SealBroken) return 'inactive'
    throw error
  }
}
