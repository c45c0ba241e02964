import { beforeEach, expect, test } from 'vitest'
import { db, type OpenDatabase } from '@/lib/database'
import { describeStore } from './databases'

describeStore('the database of a test', (open) => {
  let opened: OpenDatabase
  beforeEach(async () => {
    opened = await open()
  })

  const aUser = () => ({ notionPersonId: 'person-1' })

  test('is the one that the core uses', async () => {
    await opened.database.user.create({ data: aUser() })
    expect(await (await db()).user.count()).toBe(1)
  })

  test('is empty again for the next test', async () => {
    expect(await opened.database.user.count()).toBe(0)
  })

  test('is seen by a second client', async () => {
    await opened.database.user.create({ data: aUser() })
    const second = await open()
    expect(await second.database.user.count()).toBe(1)
  })
})
