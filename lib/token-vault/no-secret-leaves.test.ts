import { inspect } from 'node:util'
import { beforeEach, expect, it } from 'vitest'
import { appVaultOptions } from '@/lib/bootstrap/app-vault'
import { config } from '@/lib/config'
import type { OpenDatabase } from '@/lib/database'
import { describeStore } from '@/test-support/databases'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { createTokenVault, type TokenVault, type VaultLog } from '.'

const TOKEN = 'POST /v1/oauth/token'
const REFRESH = { route: TOKEN, grantType: 'refresh_token' } as const
const CODE = { route: TOKEN, grantType: 'authorization_code' } as const

const { notion, approve, connect } = withNotion()

describeStore('what a vault writes to its log, throws and reports', (open) => {
  let opened: OpenDatabase
  let person: Connected
  let vault: TokenVault
  let lines: string[]
  let told: unknown[]

  beforeEach(async () => {
    opened = await open()
    person = await connect()
    lines = []
    told = []
    const write = (fields: object, message: string) => {
      lines.push(message)
      told.push(fields)
    }
    const log: VaultLog = { debug: write, info: write, warn: write, error: write }
    const options = appVaultOptions()
    vault = createTokenVault({
      ...options,
      log,
      onEvent: async ({ ...event }) => {
        await options.onEvent(event)
        told.push({ ...event, tx: null })
      },
    })
  })

  /** What it throws is told as well. */
  const attempt = async (work: () => Promise<unknown>) => {
    await work().catch((error: unknown) => told.push(error))
  }
  const me = () => vault.notionClientFor(person.owner, person.id).users.me({})
  const redeem = async (code: string) => {
    const { redirectUri } = config().notion
    const { kind } = await vault.redeemCode({ code, redirectUri, startedBy: person.owner })
    return kind
  }

  /** Expires the access token, and lets the refresh meet a fault. */
  async function refreshThatMeets(fault: Parameters<typeof notion.fault>[0]): Promise<void> {
    await opened.database.$executeRaw`UPDATE "Connection" SET "refreshNotBefore" = NULL`
    await notion.expire()
    await notion.fault(fault)
    await attempt(me)
  }

  async function withoutTable(name: string, work: () => Promise<unknown>): Promise<void> {
    await opened.database.$executeRawUnsafe(`ALTER TABLE "${name}" RENAME TO "${name}Gone"`)
    await attempt(work)
    await opened.database.$executeRawUnsafe(`ALTER TABLE "${name}Gone" RENAME TO "${name}"`)
  }

  /** Neither a token nor a code, the client secret or a key, in whatever depth, whole or as a part of a text. */
  async function expectNoSecret(): Promise<void> {
    const { tokens, codes } = await notion.issued()
    const { clientSecret } = config().notion
    const keys = appVaultOptions().keys.map(({ key }) => Buffer.from(key).toString('base64url'))
    const secrets = [
      ...tokens.map(({ token }) => token),
      ...codes.map(({ code }) => code),
      clientSecret,
      ...keys,
    ]
    expect(secrets.length).toBeGreaterThan(4)
    const text = `${lines.join('\n')}\n${inspect(told, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null })}`
    for (const secret of secrets) expect(text.includes(secret), `${secret.slice(0, 6)}…`).toBe(false)
  }

  it('holds no token, code, secret or key when codes are exchanged, whatever Notion answers', async () => {
    for (const fault of [
      null,
      { ...CODE, kind: 'drop-after' },
      { ...CODE, kind: 'garbage' },
      { ...CODE, kind: 'truncated' },
      { ...CODE, kind: 'status-after', status: 502 },
      { ...CODE, kind: 'status', status: 401, code: 'invalid_client' },
      { ...CODE, kind: 'extra-fields' },
    ] as const) {
      const code = await approve({ workspace: 1 })
      if (fault) await notion.fault(fault)
      await attempt(() => redeem(code))
    }
    const code = await approve({ workspace: 1 })
    await withoutTable('PendingRevocation', async () => {
      await attempt(() => redeem(code))
      await vault.tasks.waitUntilIdle(300)
    })
    expect(await vault.tasks.waitUntilIdle(10_000)).toBe(true)
    expect(lines).toContain('a received pair could not be stored; retrying')
    await expectNoSecret()
  }, 60_000)

  it('holds none when a token is refreshed, whatever Notion and the database answer', async () => {
    await notion.expire()
    await me()
    await refreshThatMeets({ ...REFRESH, kind: 'status', status: 401, code: 'invalid_client' })
    await refreshThatMeets({ ...REFRESH, kind: 'status', status: 429, retryAfter: 1 })
    await refreshThatMeets({ ...REFRESH, kind: 'html', status: 502 })
    await withoutTable('Activity', async () => {
      await notion.expire()
      await opened.database.$executeRaw`UPDATE "Connection" SET "refreshNotBefore" = NULL`
      const call = me()
      await expect.poll(() => lines).toContain('a refreshed pair could not be stored; retrying')
      call.catch(() => {})
    })
    expect(await vault.tasks.waitUntilIdle(10_000)).toBe(true)
    await refreshThatMeets({ ...REFRESH, kind: 'garbage' })
    await refreshThatMeets({ ...REFRESH, kind: 'drop-after' })
    expect(lines).toContain('the outcome of a refresh is unknown')
    expect(lines).toContain(
      'Notion rejects NOTION_CLIENT_ID and NOTION_CLIENT_SECRET: no token can be refreshed',
    )
    await attempt(async () => vault.checkAccess(person.owner, person.id))
    await expectNoSecret()
  }, 60_000)

  it('holds none when Notion answers with another bot’s pair, or a seal is broken', async () => {
    await refreshThatMeets({ ...REFRESH, kind: 'other-bot' })
    expect(lines).toContain('Notion answered a refresh with a pair of another bot, which is not stored')
    const again = await connect()
    await opened.database
      .$executeRaw`UPDATE "Connection" SET "sealedRefreshToken" = "sealedRefreshToken" || 'x'`
    await notion.expire()
    await attempt(() => vault.notionClientFor(again.owner, again.id).users.me({}))
    expect(lines).toContain('a token of a connection could not be opened')
    await expectNoSecret()
  }, 60_000)

  it('holds none when a connection ends and Notion or the database fails', async () => {
    await notion.fault({ route: 'POST /v1/oauth/revoke', kind: 'status', status: 503, times: 2 })
    await notion.fault({ route: 'POST /v1/oauth/introspect', kind: 'garbage', times: 1 })
    await vault.disconnect(person.owner, person.id)
    const again = await connect()
    await notion.fault({
      route: 'POST /v1/oauth/revoke',
      kind: 'status',
      status: 503,
      retryAfter: 30,
      times: 2,
    })
    await vault.disconnect(again.owner, again.id)
    await opened.database.$executeRaw`
      UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp(), "sealedToken" = "sealedToken" || 'x' WHERE "use" = 'refresh'`
    await opened.database.$executeRaw`UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp()`
    await withoutTable('Connection', async () => vault.drainRevocations())
    await vault.drainRevocations()
    await attempt(async () => vault.rotateKeys())
    expect(lines).toContain('a token that is pending for revocation could not be opened')
    await expectNoSecret()
  }, 60_000)
})
