import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '@/lib/database'
import { seal } from '@/lib/token-vault/crypto'
import { describeStore } from '@/test-support/databases'
import { vaultContext } from '@/test-support/vault'
import type { ConnectionId, UserId } from '../types'
import {
  type Authorization,
  endConnection,
  type Lease,
  promotePending,
  releaseLease,
  requireReconnect,
  type SealedPair,
  storeAuthorized,
  storeRefreshed,
  takeLease,
} from './connection-state'

const PERSON = 'person-of-the-test'

async function aPair(botId: string, owner = PERSON): Promise<SealedPair & { plain: string }> {
  const bound = { pairId: randomUUID(), botId, owner }
  const plain = `ntn_${randomUUID()}`
  return {
    plain,
    pairId: bound.pairId,
    access: await seal(vaultContext().keys, plain, { use: 'access', ...bound }),
    refresh: await seal(vaultContext().keys, `nrt_${randomUUID()}`, { use: 'refresh', ...bound }),
  }
}

async function authorization(botId: string, more: Partial<Authorization> = {}): Promise<Authorization> {
  return {
    botId,
    workspaceId: 'workspace',
    workspaceName: 'Workspace',
    workspaceIcon: null,
    ownerPersonId: PERSON,
    pair: await aPair(botId),
    ...more,
  }
}

const BOTH = { access: true, refresh: true }

describeStore('the state of a connection', (open) => {
  let opened: OpenDatabase
  let owner: UserId
  let id: ConnectionId
  let botId: string

  beforeEach(async () => {
    opened = await open()
    owner = randomUUID() as UserId
    botId = randomUUID()
    await opened.database.user.create({ data: { id: owner, notionPersonId: PERSON } })
    const stored = await opened.database.$transaction(async (tx) =>
      storeAuthorized(vaultContext(), tx, owner, await authorization(botId)),
    )
    if (stored?.kind !== 'created') throw new Error('not created')
    id = stored.id
  })

  const read = () => opened.database.connection.findUniqueOrThrow({ where: { id } })
  const pending = () => opened.database.pendingRevocation.findMany()
  const lease = async (generation = 1, holder = 'me'): Promise<Lease> => {
    const taken = await takeLease(vaultContext(), opened.database, owner, id, generation, holder)
    if (!taken) throw new Error('no lease')
    return taken
  }
  const store = (of: Lease, pair: SealedPair) =>
    opened.database.$transaction((tx) => storeRefreshed(vaultContext(), tx, of, pair, BOTH))
  const broken = async (reason: 'access_removed' | 'answer_lost' = 'access_removed') => {
    const held = await lease()
    expect(await requireReconnect(opened.database, held, reason)).toBe(1)
    return held
  }

  describe('each transition', () => {
    it('authorize → active', async () => {
      expect(await read()).toMatchObject({ state: 'active', generation: 1, leaseHolder: null })
      expect(await pending()).toEqual([])
    })

    it('active → lease: sets holder, expiry and the unsettled mark, and returns the pair', async () => {
      const taken = await lease()
      const row = await read()
      expect(row).toMatchObject({ leaseHolder: 'me', generation: 1, state: 'active' })
      expect(row.unsettledSince).not.toBeNull()
      expect(taken.pair.pairId).toBe(row.pairId)
      expect(taken).toMatchObject({ unsettledBefore: null, tookOver: false })
    })

    it('lease → active, generation + 1: clears lease and mark, both old tokens pending', async () => {
      const before = await read()
      const pair = await aPair(botId)
      expect(await store(await lease(), pair)).toBe(1)
      const row = await read()
      expect(row).toMatchObject({
        generation: 2,
        pairId: pair.pairId,
        leaseHolder: null,
        unsettledSince: null,
        state: 'active',
      })
      expect(row.refreshedAt).not.toBeNull()
      const rows = await pending()
      expect(rows.map((one) => one.pairId)).toEqual([before.pairId, before.pairId])
      expect(rows.map((one) => one.sealedToken).sort()).toEqual(
        [before.sealedAccessToken, before.sealedRefreshToken].sort(),
      )
    })

    it('lease → active, cooling down: the pair is kept', async () => {
      const held = await lease()
      expect(await releaseLease(opened.database, held, { settled: false, coolDownMs: 10_000 })).toBe(1)
      const row = await read()
      expect(row).toMatchObject({ generation: 1, leaseHolder: null, state: 'active' })
      expect(row.unsettledSince).not.toBeNull()
      expect(row.refreshNotBefore).not.toBeNull()
    })

    it('lease → active, settled: the mark is reset', async () => {
      const held = await lease()
      await releaseLease(opened.database, held, { settled: true, coolDownMs: 0 })
      expect(await read()).toMatchObject({ unsettledSince: null, refreshNotBefore: null })
    })

    it('an expired lease can be taken over, and the new holder is told', async () => {
      await lease()
      await opened.database.$executeRaw`UPDATE "Connection" SET "leaseExpiresAt" = clock_timestamp()`
      const taken = await lease(1, 'another')
      expect(taken.tookOver).toBe(true)
      expect(taken.unsettledBefore).not.toBeNull()
    })

    it('lease → reconnect_required', async () => {
      await broken()
      expect(await read()).toMatchObject({
        state: 'reconnect_required',
        stateReason: 'access_removed',
        leaseHolder: null,
      })
    })

    it('active → authorize again: the same row, generation + 1, mark and lease are kept', async () => {
      await lease()
      const fresh = await authorization(botId)
      const stored = await opened.database.$transaction((tx) =>
        storeAuthorized(vaultContext(), tx, owner, fresh),
      )
      expect(stored).toEqual({ kind: 'replaced', id, pair: 'stored' })
      const row = await read()
      expect(row).toMatchObject({ generation: 2, pairId: fresh.pair.pairId, leaseHolder: 'me' })
      expect(row.unsettledSince).not.toBeNull()
      expect(await pending()).toHaveLength(2)
    })

    it('active → authorize again with a new bot of the same workspace and person: the row is kept', async () => {
      const fresh = await authorization(randomUUID())
      const stored = await opened.database.$transaction((tx) =>
        storeAuthorized(vaultContext(), tx, owner, fresh),
      )
      expect(stored).toEqual({ kind: 'replaced', id, pair: 'stored' })
      expect(await read()).toMatchObject({ botId: fresh.botId, generation: 2 })
      expect((await pending()).every((one) => one.botId === botId)).toBe(true)
    })

    it('authorize again with the same access token: it is not replaced, so it is never revoked', async () => {
      const before = await read()
      const same = await opened.database.$transaction(async (tx) => {
        const bound = { pairId: randomUUID(), botId, owner: PERSON }
        const { open: unseal } = await import('@/lib/token-vault/crypto')
        const plain = await unseal(vaultContext().keys, before.sealedAccessToken, {
          use: 'access',
          pairId: before.pairId,
          botId,
          owner: PERSON,
        })
        const access = await seal(vaultContext().keys, plain, { use: 'access', ...bound })
        return storeAuthorized(
          vaultContext(),
          tx,
          owner,
          await authorization(botId, { pair: { pairId: bound.pairId, access, refresh: null } }),
        )
      })
      expect(same?.kind).toBe('replaced')
      expect(await pending()).toEqual([])
      expect((await read()).sealedRefreshToken).not.toBeNull()
    })

    it('authorize again while a disconnect deletes the row: a new connection for the same person', async () => {
      const stored = await opened.database.$transaction(async (tx) => {
        let isGone = false
        // Committed by another transaction between the INSERT that conflicts and the SELECT that follows.
        const interrupted = new Proxy(tx, {
          get(target, name, receiver) {
            if (name !== '$queryRaw') return Reflect.get(target, name, receiver)
            return async (strings: TemplateStringsArray, ...values: unknown[]) => {
              const rows = await target.$queryRaw(strings, ...values)
              if (!isGone && strings[0]?.includes('INSERT INTO "Connection"')) {
                isGone = true
                await endConnection(vaultContext(), target, owner, id)
              }
              return rows
            }
          },
        })
        return storeAuthorized(vaultContext(), interrupted, owner, await authorization(botId))
      })
      expect(stored).toMatchObject({ kind: 'created' })
      expect(stored).not.toMatchObject({ id })
      expect(await opened.database.connection.count({ where: { botId, userId: owner } })).toBe(1)
    })

    it('reconnect_required → authorize again → active', async () => {
      await broken()
      await opened.database.$transaction(async (tx) =>
        storeAuthorized(vaultContext(), tx, owner, await authorization(botId)),
      )
      expect(await read()).toMatchObject({ state: 'active', stateReason: null, generation: 2 })
    })

    it('reconnect_required by a lost response → late write of that refresh → active', async () => {
      const held = await broken('answer_lost')
      expect(await store(held, await aPair(botId))).toBe(1)
      expect(await read()).toMatchObject({ state: 'active', generation: 2, stateReason: null })
    })

    it('an active pending pair replaces the refused one', async () => {
      const first = await read()
      await opened.database.$transaction(async (tx) =>
        storeAuthorized(vaultContext(), tx, owner, await authorization(botId)),
      )
      const held = await lease(2)
      const alive = {
        pairId: first.pairId,
        access: first.sealedAccessToken,
        refresh: first.sealedRefreshToken,
      }
      expect(
        await opened.database.$transaction((tx) => promotePending(vaultContext(), tx, held, alive)),
      ).toBe(1)
      expect(await read()).toMatchObject({ generation: 3, pairId: first.pairId, state: 'active' })
      expect((await pending()).map((one) => one.pairId)).toEqual([held.pair.pairId, held.pair.pairId])
    })

    it('active → disconnect: the row is deleted, its tokens and those replaced before are due', async () => {
      await store(await lease(), await aPair(botId))
      const ended = await opened.database.$transaction((tx) => endConnection(vaultContext(), tx, owner, id))
      expect(ended).toMatchObject({ id, unsettled: false })
      expect(await opened.database.connection.count()).toBe(0)
      const rows = await pending()
      expect(rows).toHaveLength(4)
      expect(rows.every((one) => one.notBefore.getTime() <= Date.now() + 1_000)).toBe(true)
    })

    for (const [reason, unsettled] of [
      ['access_removed', false],
      ['answer_lost', true],
    ] as const)
      it(`reconnect_required (${reason}) → disconnect: ${unsettled ? 'not' : ''} provable`, async () => {
        await broken(reason)
        const ended = await opened.database.$transaction((tx) => endConnection(vaultContext(), tx, owner, id))
        expect(ended).toMatchObject({ id, unsettled })
      })
  })

  describe('transitions that must not happen', () => {
    it('two leases on one generation', async () => {
      await lease()
      expect(await takeLease(vaultContext(), opened.database, owner, id, 1, 'another')).toBeNull()
    })

    it('more than one of twenty concurrent attempts getting the lease', async () => {
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          takeLease(vaultContext(), opened.database, owner, id, 1, `holder ${index}`),
        ),
      )
      expect(taken.filter(Boolean)).toHaveLength(1)
    })

    it('a lease on an older generation, during a cool-down, on a broken connection, or for another owner', async () => {
      expect(await takeLease(vaultContext(), opened.database, owner, id, 0, 'me')).toBeNull()
      expect(await takeLease(vaultContext(), opened.database, randomUUID() as UserId, id, 1, 'me')).toBeNull()
      await releaseLease(opened.database, await lease(), { settled: true, coolDownMs: 60_000 })
      expect(await takeLease(vaultContext(), opened.database, owner, id, 1, 'me')).toBeNull()
      await opened.database.$executeRaw`UPDATE "Connection" SET "refreshNotBefore" = NULL`
      await broken()
      expect(await takeLease(vaultContext(), opened.database, owner, id, 1, 'me')).toBeNull()
    })

    it('a pair of an older generation replacing a newer one', async () => {
      const held = await lease()
      await opened.database.$transaction(async (tx) =>
        storeAuthorized(vaultContext(), tx, owner, await authorization(botId)),
      )
      const before = await read()
      expect(await store(held, await aPair(botId))).toBe(0)
      expect(await read()).toEqual(before)
    })

    it('the same pair being written twice', async () => {
      const held = await lease()
      const pair = await aPair(botId)
      expect(await store(held, pair)).toBe(1)
      expect(await store(held, pair)).toBe(0)
      expect((await read()).generation).toBe(2)
    })

    it('reconnect_required because the access was removed → a late write → active', async () => {
      const held = await broken('access_removed')
      expect(await store(held, await aPair(botId))).toBe(0)
      expect((await read()).state).toBe('reconnect_required')
    })

    it('a late write, a release or a mark reviving a disconnected connection', async () => {
      const held = await lease()
      await opened.database.$transaction((tx) => endConnection(vaultContext(), tx, owner, id))
      expect(await store(held, await aPair(botId))).toBe(0)
      expect(await releaseLease(opened.database, held, { settled: true, coolDownMs: 0 })).toBe(0)
      expect(await requireReconnect(opened.database, held, 'access_removed')).toBe(0)
      expect(await opened.database.connection.count()).toBe(0)
    })

    it('reconnect_required set by a process that lost the lease', async () => {
      const held = await lease()
      await opened.database.$executeRaw`UPDATE "Connection" SET "leaseExpiresAt" = clock_timestamp()`
      await lease(1, 'another')
      expect(await requireReconnect(opened.database, held, 'access_removed')).toBe(0)
      expect((await read()).state).toBe('active')
    })

    it('a lease released by a process that lost it', async () => {
      const held = await lease()
      await opened.database.$executeRaw`UPDATE "Connection" SET "leaseExpiresAt" = clock_timestamp()`
      await lease(1, 'another')
      expect(await releaseLease(opened.database, held, { settled: true, coolDownMs: 0 })).toBe(0)
      expect((await read()).leaseHolder).toBe('another')
    })

    it('a bot’s connection moving to another user or person', async () => {
      const other = randomUUID() as UserId
      await opened.database.user.create({ data: { id: other, notionPersonId: 'another person' } })
      const before = await read()
      const theirs = await authorization(botId, { ownerPersonId: 'another person' })
      expect(
        await opened.database.$transaction((tx) => storeAuthorized(vaultContext(), tx, other, theirs)),
      ).toEqual({
        kind: 'belongs_to_another',
      })
      expect(
        await opened.database.$transaction((tx) => storeAuthorized(vaultContext(), tx, owner, theirs)),
      ).toEqual({
        kind: 'belongs_to_another',
      })
      expect(await read()).toEqual(before)
    })

    it('a disconnect by another owner, or a second one', async () => {
      const end = (who: UserId) =>
        opened.database.$transaction((tx) => endConnection(vaultContext(), tx, who, id))
      expect(await end(randomUUID() as UserId)).toBeNull()
      expect(await end(owner)).not.toBeNull()
      expect(await end(owner)).toBeNull()
    })

    it('a pending pair promoted while it is claimed, or twice', async () => {
      const first = await read()
      await opened.database.$transaction(async (tx) =>
        storeAuthorized(vaultContext(), tx, owner, await authorization(botId)),
      )
      await opened.database
        .$executeRaw`UPDATE "PendingRevocation" SET "claimedUntil" = clock_timestamp() + interval '1 minute'`
      const held = await lease(2)
      const alive = {
        pairId: first.pairId,
        access: first.sealedAccessToken,
        refresh: first.sealedRefreshToken,
      }
      expect(
        await opened.database.$transaction((tx) => promotePending(vaultContext(), tx, held, alive)),
      ).toBe(0)
    })
  })
})
