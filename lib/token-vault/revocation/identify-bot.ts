import { ReconnectRequired, SealBroken } from '../../errors'
import { authorizedClient, callNotion } from '../../notion'
import type { VaultContext } from '../context'
import { type Demand, open, reseal, type TokenUse } from '../crypto'

/** Whose token this is, as users.me says. `inactive`: Notion does not accept it. */
async function bearerOf(
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

interface Row {
  id: string
  use: TokenUse
  sealedToken: string
}

/**
 * Finds out which bot a received pair belongs to, when Notion's answer did not name it, and seals its tokens
 * again under that bot: a column that a seal repeats changes only together with the seal. Its revocation is
 * due then.
 *
 * `inactive`: Notion does not accept the pair's access token, so nobody can tell. `unknown`: Notion did not say.
 */
export async function learnBot(
  vault: VaultContext,
  pairId: string,
): Promise<'learnt' | 'inactive' | 'unknown'> {
  const rows = await (await vault.database()).$queryRaw<Row[]>`
    SELECT "id", "use"::text AS "use", "sealedToken" FROM "PendingRevocation"
    WHERE "pairId" = ${pairId} AND "botId" IS NULL AND "sealedToken" IS NOT NULL ORDER BY "id"`
  const access = rows.find((row) => row.use === 'access')
  if (!access) return 'inactive'
  const demand = (use: TokenUse): Demand => ({ use, pairId })
  try {
    const bearer = await bearerOf(vault, await open(vault.keys, access.sealedToken, demand('access')))
    if (typeof bearer === 'string') return bearer
    const resealed = await Promise.all(
      rows.map(async (row) => ({
        ...row,
        next: await reseal(vault.keys, row.sealedToken, demand(row.use), {
          botId: bearer.botId,
          ...(bearer.owner === null ? {} : { owner: bearer.owner }),
        }),
      })),
    )
    await vault.transaction(async (tx) => {
      for (const row of resealed)
        await tx.$executeRaw`
          UPDATE "PendingRevocation" SET "botId" = ${bearer.botId}, "sealedToken" = ${row.next}, "claimedUntil" = NULL,
            "notBefore" = clock_timestamp(), "attempts" = 0
          WHERE "id" = ${row.id} AND "botId" IS NULL AND "sealedToken" = ${row.sealedToken}`
    })
    return 'learnt'
  } catch (error) {
    if (error instanceof SealBroken) return 'inactive'
    throw error
  }
}
