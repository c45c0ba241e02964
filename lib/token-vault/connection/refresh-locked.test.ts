import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { describeStore } from '@/test-support/databases'
import { REFRESHES } from '@/test-support/notion-admin'
import { vault } from '@/test-support/vault'
import { withNotion } from '@/test-support/with-notion'

const { notion, connect } = withNotion()
/** Longer than one lock timeout, shorter than the server's limit for an idle transaction. */
const HELD_MS = 3_500

describeStore('a row that another process has locked', (open) => {
  it('delays calls on this connection without failing them, and no calls on others', async () => {
    const opened = await open()
    const locked = await connect({ workspace: 0 })
    const other = await connect({ workspace: 1, cookie: null })
    await notion.expire()
    await notion.clearLog()
    // PGlite has a single connection, so no other transaction can hold a lock.
    const holder = await open()
    let isLocked = () => {}
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const lock = new Promise<void>((resolve) => {
      isLocked = resolve
    })
    const holding =
      opened.kind === 'pglite'
        ? Promise.resolve()
        : holder.database.$transaction(async (tx) => {
            await tx.connection.update({ where: { id: locked.id }, data: { workspaceName: 'half done' } })
            isLocked()
            await released
            throw new Error('ends without COMMIT')
          })
    const held = holding.catch(() => {})
    if (opened.kind !== 'pglite') await lock
    const me = ({ owner, id }: typeof locked) => vault().notionClientFor(owner, id).users.me({})
    const waiting = Promise.all([me(locked), me(locked), me(locked)])
    expect((await me(other)).object).toBe('user')
    if (opened.kind !== 'pglite') await delay(HELD_MS)
    release()
    for (const answer of await waiting) expect(answer.object).toBe('user')
    await held
    expect((await notion.counts())[REFRESHES]).toBe(2)
  }, 30_000)
})
