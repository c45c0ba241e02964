import { PGlite } from '@electric-sql/pglite'
import { Client } from '@notionhq/client'
import { commitSignIn, newSessionToken, notionSignIn } from '../lib/accounts'
import { appVault } from '../lib/bootstrap/app-vault'
import { config } from '../lib/config'
import { migrateOpen, openDatabase, setDatabase } from '../lib/database'
import { NOTION_VERSION, readAuthorization, stringField } from '../lib/notion'

interface Wanted {
  /** The emulator's origin. */
  readonly emulator: string
  readonly calls: number
  readonly storm: number
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Prints what a call of the authorized client costs beside one with a bare token, and what an expired token costs. */
export async function bench({ emulator, calls, storm }: Wanted): Promise<void> {
  const admin = async (path: string, body?: object) => {
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
    return (await fetch(`${emulator}/_admin${path}`, init)).json()
  }
  const opened = await openDatabase({ pglite: await PGlite.create() })
  await migrateOpen(opened)
  setDatabase(opened)

  const [person] = (await admin('/people')) as { id: string; workspaces: { id: string }[] }[]
  const { redirectUri, clientId } = config().notion
  const { code } = (await admin('/approve', {
    client_id: clientId,
    redirect_uri: redirectUri,
    personId: person?.id,
    workspaceId: person?.workspaces[0]?.id,
  })) as { code: string }
  const vault = appVault()
  const redeemed = await vault.redeemCode({ code, redirectUri, startedBy: null })
  if (redeemed.kind !== 'received') throw new Error(`the exchange ended as ${redeemed.kind}`)
  const { received, body } = redeemed
  const authorization = readAuthorization(body)
  if (typeof authorization === 'string') throw new Error(authorization)
  const { userId } = await commitSignIn(vault, {
    ...notionSignIn({ ...authorization, received }),
    cookies: [],
    fresh: newSessionToken(),
    intent: null,
    device: { userAgent: null, ipPrefix: null },
  })
  const [connection] = await vault.listConnections(userId)
  if (!connection) throw new Error('no connection was stored')

  const bare = new Client({
    baseUrl: emulator,
    notionVersion: NOTION_VERSION,
    auth: stringField(body, 'access_token') ?? '',
  })
  const authorized = vault.notionClientFor(userId, connection.id)
  const each = async (client: Client) => {
    for (let call = 0; call < calls; call++) await client.users.me({})
  }
  await each(bare)
  await each(authorized)
  const without = await milliseconds(() => each(bare))
  const through = await milliseconds(() => each(authorized))
  const perCall = (total: number) => (total / calls).toFixed(2)
  console.log(
    `users.me, ${calls} in a row: bare token ${perCall(without)} ms, authorized client ${perCall(through)} ms each, ratio ${(through / without).toFixed(2)}`,
  )

  await admin('/expire', {})
  const before =
    ((await admin('/log/counts')) as Record<string, number>)['POST /v1/oauth/token refresh_token'] ?? 0
  let failed = 0
  const took = await milliseconds(() =>
    Promise.all(
      Array.from({ length: storm }, () =>
        authorized.users.me({}).catch(() => {
          failed += 1
        }),
      ),
    ),
  )
  const after =
    ((await admin('/log/counts')) as Record<string, number>)['POST /v1/oauth/token refresh_token'] ?? 0
  console.log(
    `${storm} calls at once meet an expired token: ${after - before} refresh, ${failed} failed, ${took.toFixed(0)} ms for all`,
  )
  await opened.close()
}
