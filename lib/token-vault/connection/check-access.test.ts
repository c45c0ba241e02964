import { beforeEach, expect, it } from 'vitest'
import { listActivity } from '@/lib/activity'
import type { OpenDatabase } from '@/lib/database'
import { describeStore } from '@/test-support/databases'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'

const { notion, connect } = withNotion()

describeStore('a check of an access', (open) => {
  let opened: OpenDatabase
  let person: Connected

  beforeEach(async () => {
    opened = await open()
    person = await connect()
  })

  const check = () => vault().checkAccess(person.owner, person.id)
  const recorded = async () =>
    (await listActivity(person.owner, 20)).filter(({ kind }) => kind === 'access_checked')

  it('is in the person’s activity, with what it found', async () => {
    await check()
    await notion.fault({ route: 'GET /v1/users/me', kind: 'status', status: 503, times: 9 })
    expect(await check()).toMatchObject({ outcome: 'unknown' })
    await notion.clearFaults()
    await notion.removeConnection(person.botId)
    expect(await check()).toMatchObject({ outcome: 'reconnect_required' })
    const entries = await recorded()
    expect(entries.map(({ reason }) => reason)).toEqual(['reconnect_required', 'unknown', 'works'])
    for (const entry of entries)
      expect(entry).toMatchObject({ connectionId: person.id, workspaceName: expect.any(String) })
  })

  it('succeeds although it could not be recorded', async () => {
    await opened.database.$executeRaw`ALTER TABLE "Activity" RENAME TO "ActivityGone"`
    try {
      expect(await check()).toMatchObject({ outcome: 'works' })
    } finally {
      await opened.database.$executeRaw`ALTER TABLE "ActivityGone" RENAME TO "Activity"`
    }
    expect(await recorded()).toEqual([])
  })
})
