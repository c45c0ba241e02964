import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  commitSignIn,
  deleteAccount,
  endEverySession,
  newReceiptValue,
  newSessionToken,
} from '@/lib/accounts'
import { record } from '@/lib/activity'
import { closeDatabase, inTransaction, type OpenDatabase, openDatabase, setDatabase } from '@/lib/database'
import { isLatchkeyError } from '@/lib/errors'
import { aPostgresDatabase } from '@/test-support/postgres-databases'
import { vault, vaultContext } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { type Lease, promotePending, takeLease } from './connection/connection-state'
import { addPendingRevocations } from './revocation/pending-revocations'

const { notion, connect, receive } = withNotion()
const DEVICE = { userAgent: null, ipPrefix: null }

// Not on PGlite, whose single connection never waits for a lock.
describe('the order of locks', () => {
  let store: Awaited<ReturnType<typeof aPostgresDatabase>>
  let opened: OpenDatabase
  let person: Connected

  beforeEach(async () => {
    store = await aPostgresDatabase()
    opened = await openDatabase({ url: store.url })
    setDatabase(opened)
    person = await connect()
  })
  afterEach(async () => {
    await closeDatabase()
    await store.drop()
  })

  const leased = async () =>
    (await takeLease(vaultContext(), opened.database, person.owner, person.id, 1, randomUUID())) as Lease

  const deadlocks = async (): Promise<number> => {
    const [row] = await opened.database.$queryRaw<{ count: number }[]>`
      SELECT "deadlocks"::int AS "count" FROM pg_stat_database WHERE datname = current_database()`
    return row?.count ?? 0
  }

  it('prevents deadlocks between concurrent sign-ins, refreshes, sign-outs, disconnects, deletions and drains of the same people', async () => {
    const rounds = 4
    const accepted = (error: unknown) => {
      if (!isLatchkeyError(error)) throw error
    }
    const before = await deadlocks()
    for (let round = 0; round < rounds; round++) {
      // A deletion goes on revoking in the background, and the statement below locks in no order.
      await vault().tasks.waitUntilIdle(15_000)
      await opened.database.$executeRaw`
        UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp(), "claimedUntil" = NULL`
      await opened.database.$executeRaw`UPDATE "Connection" SET "refreshNotBefore" = NULL`
      const received = await Promise.all(Array.from({ length: 6 }, (_, at) => receive({ person: at % 2 })))
      const connections = await opened.database.connection.findMany()
      await notion.expire()
      await Promise.all([
        ...received.map((one) =>
          commitSignIn(vault(), {
            ...one,
            cookies: [],
            intent: null,
            fresh: newSessionToken(),
            device: DEVICE,
          }).catch(accepted),
        ),
        ...connections.flatMap(({ id, userId }) => {
          const [owner, connection] = [userId as Connected['owner'], id as Connected['id']]
          return [
            ...Array.from({ length: 3 }, () =>
              vault()
                .notionClientFor(owner, connection)
                .users.me({})
                .then(() => {}, accepted),
            ),
            ...(round === 1
              ? [
                  vault()
                    .disconnect(owner, connection)
                    .then(() => {}, accepted),
                ]
              : []),
          ]
        }),
        ...(round === 2 ? [...new Set(connections.map(({ userId }) => userId))] : []).flatMap((userId) => {
          const owner = userId as Connected['owner']
          return [
            endEverySession(owner).then(() => {}, accepted),
            ...Array.from({ length: 2 }, () =>
              deleteAccount(vault(), owner, newReceiptValue()).then(() => {}, accepted),
            ),
          ]
        }),
        ...Array.from({ length: 3 }, () => vault().drainRevocations({ forMs: 2_000 })),
      ])
    }
    expect(await deadlocks()).toBe(before)
  }, 90_000)

  it('a deletion that waits for a connection lets its holder record what it did, and leaves nothing of it', async () => {
    const elsewhere = await openDatabase({ url: store.url })
    let deleting: Promise<unknown> = Promise.resolve()
    await elsewhere.database.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM "Connection" FOR UPDATE`
        deleting = deleteAccount(vault(), person.owner, newReceiptValue())
        await delay(500)
        // As a refresh does at its end. A deadlock would be found after a second.
        await tx.$executeRaw`SET LOCAL lock_timeout = 300`
        await record(tx, person.owner, 'refreshed', person.id)
      },
      { timeout: 10_000 },
    )
    await elsewhere.close()
    expect(await deleting).toEqual(expect.any(String))
    expect(await opened.database.user.count()).toBe(0)
    expect(await opened.database.activity.count()).toBe(0)
  })

  it('a pair that comes while its owner is being deleted waits for the deletion, and carries no name', async () => {
    const elsewhere = await openDatabase({ url: store.url })
    const lease = await leased()
    const receipt = newReceiptValue()
    let late: Promise<unknown> = Promise.resolve()
    await inTransaction(async (tx) => {
      await vault().forgetOwner(tx, person.owner, {
        receipt,
        deleteOwner: async () => {
          await tx.session.deleteMany()
          await tx.user.deleteMany()
          // The row is gone, and nobody knows yet.
          late = inTransaction(
            (other) =>
              addPendingRevocations(vaultContext(), other, {
                botId: lease.botId,
                pair: { pairId: randomUUID(), access: lease.pair.access, refresh: null },
                reason: 'late',
                connectionId: lease.id,
                userId: lease.owner,
                workspaceName: 'A name',
              }),
            async () => elsewhere.database,
          )
          await delay(500)
        },
      })
    })
    await late
    await elsewhere.close()
    const pending = await opened.database.pendingRevocation.findMany({ where: { reason: 'late' } })
    expect(pending).toMatchObject([{ userId: null, workspaceName: null, receiptId: expect.any(String) }])
    expect(pending[0]?.connectionId).not.toBe(person.id)
    expect(await vault().findReceipt(receipt)).toMatchObject({ tokens: 3, waiting: 3 })
  })

  describe('locks a connection before its pending revocations, for', () => {
    /** Runs `act` while the connection is locked elsewhere. @returns whether the pending rows stay unlocked while it waits */
    async function freeWhileWaiting(act: () => Promise<unknown>): Promise<boolean> {
      const elsewhere = await openDatabase({ url: store.url })
      let free = false
      let acting: Promise<unknown> = Promise.resolve()
      await elsewhere.database.$transaction(
        async (tx) => {
          await tx.$queryRaw`SELECT 1 FROM "Connection" FOR UPDATE`
          acting = act().catch((error: unknown) => error)
          await delay(500)
          const all = await tx.pendingRevocation.count()
          const locked = await tx.$queryRaw<
            unknown[]
          >`SELECT 1 FROM "PendingRevocation" FOR UPDATE SKIP LOCKED`
          free = all > 0 && locked.length === all
        },
        { timeout: 10_000 },
      )
      await acting
      await elsewhere.close()
      return free
    }

    it('a pending pair that is promoted', async () => {
      const fresh = await receive()
      const lease = await leased()
      expect(
        await freeWhileWaiting(() =>
          inTransaction((tx) => promotePending(vaultContext(), tx, lease, fresh.received.pair)),
        ),
      ).toBe(true)
      expect((await opened.database.connection.findFirstOrThrow()).pairId).toBe(fresh.received.pair.pairId)
    })

    it('a sign-in', async () => {
      const fresh = await receive()
      expect(
        await freeWhileWaiting(() =>
          commitSignIn(vault(), {
            ...fresh,
            cookies: [],
            intent: null,
            fresh: newSessionToken(),
            device: DEVICE,
          }),
        ),
      ).toBe(true)
      expect(await opened.database.session.count()).toBe(2)
    })

    it('a disconnect', async () => {
      await receive()
      expect(await freeWhileWaiting(() => vault().disconnect(person.owner, person.id))).toBe(true)
      expect(await opened.database.connection.count()).toBe(0)
    })
  })
})
