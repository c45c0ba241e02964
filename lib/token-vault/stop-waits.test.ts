import { beforeEach, describe, expect, it } from 'vitest'
import { config } from '@/lib/config'
import type { OpenDatabase } from '@/lib/database'
import { describeStore } from '@/test-support/databases'
import { EXCHANGES, REFRESHES } from '@/test-support/notion-admin'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'

const TOKEN = 'POST /v1/oauth/token'
const LATE_MS = 600

const { notion, approve, connect } = withNotion()

describeStore('a stop of the process', (open) => {
  let opened: OpenDatabase
  let person: Connected

  beforeEach(async () => {
    opened = await open()
    person = await connect()
    await notion.clearLog()
    await notion.fault({ route: TOKEN, kind: 'latency-after', latencyMs: LATE_MS })
  })

  /** Whether work is registered from the moment Notion acted until what it issued is stored. */
  async function expectRegistered(work: Promise<unknown>, request: string, stored: () => Promise<boolean>) {
    await expect.poll(async () => (await notion.counts())[request] ?? 0, { interval: 10 }).toBe(1)
    expect(await vault().tasks.waitUntilIdle(0)).toBe(false)
    expect(await stored()).toBe(false)
    expect(await vault().tasks.waitUntilIdle(20 * LATE_MS)).toBe(true)
    expect(await stored()).toBe(true)
    await work
  }

  describe('waits for what Notion issued until it is stored:', () => {
    it('the exchange of a code', async () => {
      const { redirectUri } = config().notion
      const code = await approve({ workspace: 1 })
      await expectRegistered(
        vault().redeemCode({ code, redirectUri, startedBy: null }),
        EXCHANGES,
        async () => (await opened.database.pendingRevocation.count({ where: { reason: 'received' } })) === 2,
      )
    })

    it('a refresh', async () => {
      await notion.expire()
      await expectRegistered(
        vault().notionClientFor(person.owner, person.id).users.me({}),
        REFRESHES,
        async () => (await opened.database.connection.findFirstOrThrow()).generation === 2,
      )
    })
  })
})
