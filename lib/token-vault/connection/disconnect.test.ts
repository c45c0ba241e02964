import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { listActivity } from '@/lib/activity'
import type { OpenDatabase } from '@/lib/database'
import { CommitUnknown } from '@/lib/errors'
import { describeStore } from '@/test-support/databases'
import { withLostCommits } from '@/test-support/lost-commit'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import type { ConnectionId } from '../types'

const { notion, connect, loseRefresh } = withNotion()

describeStore('a disconnect', (open) => {
  let opened: OpenDatabase
  let person: Connected

  beforeEach(async () => {
    opened = await open()
    person = await connect()
  })

  const end = () => vault().disconnect(person.owner, person.id)
  const disconnects = async () =>
    (await listActivity(person.owner, 20)).filter((one) => one.kind === 'disconnected')

  it('whose COMMIT succeeded without a response is detected, and its tokens are revoked', async () => {
    const ended = await withLostCommits(opened, [true], end)
    expect(ended).toEqual({ workspaceName: expect.any(String), revocation: 'confirmed' })
    expect(await vault().listConnections(person.owner)).toEqual([])
    expect(await disconnects()).toHaveLength(1)
    expect(await notion.aliveTokens()).toEqual([])
  })

  it('whose COMMIT failed without a response is repeated', async () => {
    expect(await withLostCommits(opened, [false, false], end)).toMatchObject({ revocation: 'confirmed' })
    expect(await disconnects()).toHaveLength(1)
  })

  it('after a refresh with a lost response stays not provable, even if its own response is lost too', async () => {
    await loseRefresh(person)
    expect(await withLostCommits(opened, [true], end)).toMatchObject({ revocation: 'not_provable' })
  })

  it('whose outcome stays unknown throws, instead of reporting a failure', async () => {
    // COMMIT succeeds without a response; after that the database refuses everything.
    await expect(withLostCommits(opened, [true], end, { silent: true })).rejects.toThrow(CommitUnknown)
    expect(await vault().listConnections(person.owner)).toEqual([])
  })

  it('of another owner’s connection, of a missing one, or a second one changes nothing', async () => {
    const other = await connect({ person: 1 })
    expect(await vault().disconnect(other.owner, person.id)).toBeNull()
    expect(await vault().disconnect(person.owner, randomUUID() as ConnectionId)).toBeNull()
    // Even if their COMMIT gets no response: nothing about another person is revealed.
    expect(await withLostCommits(opened, [true], () => vault().disconnect(other.owner, person.id))).toBeNull()
    expect(await vault().listConnections(person.owner)).toHaveLength(1)
    await end()
    expect(await end()).toBeNull()
    expect(await withLostCommits(opened, [true], () => vault().disconnect(other.owner, person.id))).toBeNull()
  })
})
