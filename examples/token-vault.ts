/**
 * The token vault without the app, without Next.js and without a configuration: makes a vault, connects a workspace,
 * reads it, refreshes an expired token and revokes the access. It runs against the Notion emulator:
 *
 *   NOTION_CLIENT_SECRET=secret npm run emulator -- --client-id example --redirect-uri http://localhost/callback
 *   NOTION_API_URL=http://127.0.0.1:4010 NOTION_CLIENT_ID=example NOTION_CLIENT_SECRET=secret npx tsx examples/token-vault.ts
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { migrateOpen, openDatabase, Prisma } from '../lib/database'
import { readAuthorization } from '../lib/notion'
import { claimPair, createTokenVault, type UserId } from '../lib/token-vault'

const { NOTION_API_URL = '', NOTION_CLIENT_ID = '', NOTION_CLIENT_SECRET = '' } = process.env
const redirectUri = process.env['NOTION_REDIRECT_URI'] ?? 'http://localhost/callback'

// --- The wiring ---------------------------------------------------------------------------------------------------
const opened = await openDatabase({ pglite: await PGlite.create() })
await migrateOpen(opened)
const { database } = opened

const vault = createTokenVault({
  database: async () => database,
  keys: [{ id: 'k1', key: new Uint8Array(randomBytes(32)) }],
  notion: { clientId: NOTION_CLIENT_ID, clientSecret: NOTION_CLIENT_SECRET, apiUrl: NOTION_API_URL },
  owners: {
    personIdOf: (userId) => Prisma.sql`(SELECT "notionPersonId" FROM "User" WHERE "id" = ${userId})`,
    hold: (userId) => Prisma.sql`SELECT 1 FROM "User" WHERE "id" = ${userId} FOR KEY SHARE`,
  },
  log: { debug: () => {}, info: () => {}, warn: console.warn, error: console.error },
  onEvent: ({ kind }) => console.log(`  event: ${kind}`),
})

/** What a callback does: exchanges the code, then stores user and connection in one transaction. */
async function connect(code: string) {
  const redeemed = await vault.redeemCode({ code, redirectUri, startedBy: null })
  if (redeemed.kind !== 'received') throw new Error(`no tokens: ${redeemed.kind}`)
  const authorization = readAuthorization(redeemed.body)
  if (typeof authorization === 'string') throw new Error(authorization)
  const { person, ...workspace } = authorization
  const { pair } = redeemed.received
  return database.$transaction(async (tx) => {
    const user = await tx.user.create({ data: { id: randomUUID(), notionPersonId: person.id } })
    const owner = user.id as UserId
    const stored = await vault.storeAuthorized(tx, owner, { ...workspace, ownerPersonId: person.id, pair })
    if (stored?.kind !== 'created' || !(await claimPair(tx, redeemed.received))) throw new Error('not stored')
    return { owner, id: stored.id, workspaceName: workspace.workspaceName }
  })
}
// ------------------------------------------------------------------------------------------------------------------

/** The emulator's admin API replaces a person with a browser, and lets time pass. */
async function admin<Answer>(path: string, body?: object): Promise<Answer> {
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
  const response = await fetch(`${NOTION_API_URL}/_admin${path}`, init)
  if (!response.ok) throw new Error(`/_admin${path}: ${response.status}`)
  return (await response.json()) as Answer
}

const [person] = await admin<{ id: string; workspaces: { id: string }[] }[]>('/people')
const { code } = await admin<{ code: string }>('/approve', {
  client_id: NOTION_CLIENT_ID,
  redirect_uri: redirectUri,
  personId: person?.id,
  workspaceId: person?.workspaces[0]?.id,
  pageIds: 'all',
})

console.log('1. Connect a workspace')
const { owner, id, workspaceName } = await connect(code)
const { sealedAccessToken } = await database.connection.findUniqueOrThrow({ where: { id } })
console.log(
  `  connected: ${workspaceName}; the database has ${sealedAccessToken.slice(0, 12)}…, not the token`,
)

console.log('2. Read through the official client')
const notion = vault.notionClientFor(owner, id)
const { results } = await notion.search({ page_size: 3 })
console.log(`  read: ${results.length} pages and databases`)

console.log('3. Read with an expired token')
await admin('/expire', {})
const [me] = await Promise.all(Array.from({ length: 20 }, () => notion.users.me({})))
const generation = (await vault.findConnection(owner, id))?.generation
console.log(`  20 calls at once succeeded as ${me?.name}; generation ${generation}`)

console.log('4. Disconnect')
const ended = await vault.disconnect(owner, id)
console.log(
  `  revocation: ${ended?.revocation}; tokens that still wait: ${(await vault.readRevocationStats()).waiting}`,
)
const after = await notion.users.me({}).then(
  () => 'answered',
  (error: unknown) => (error instanceof Error ? error.name : 'failed'),
)
console.log(`  a call after it: ${after}`)

await vault.tasks.waitUntilIdle(5_000)
await opened.close()
