import { randomBytes } from 'node:crypto'
import { beforeEach, expect, it, vi } from 'vitest'
import { config } from '@/lib/config'
import { type OpenDatabase, setDatabase } from '@/lib/database'
import { sealingKeyOf } from '@/lib/token-vault/crypto'
import { describeStore } from '@/test-support/databases'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'

const key = (id: string) => `${id}:${randomBytes(32).toString('base64url')}`
vi.stubEnv('TOKEN_KEYS', `${key('new')},${key('old')}`)

const { notion, connect } = withNotion()

/** Simulates a restart with TOKEN_KEYS in another order. */
function sealWith(id: 'new' | 'old'): void {
  const ring = config().tokenKeys as unknown as { id: string }[]
  ring.sort((one) => (one.id === id ? -1 : 1))
}

describeStore('rotating the keys', (open) => {
  let opened: OpenDatabase
  let person: Connected

  beforeEach(async () => {
    opened = await open()
    sealWith('old')
    person = await connect()
    await refreshed()
  })

  async function refreshed() {
    await notion.expire()
    await vault().notionClientFor(person.owner, person.id).users.me({})
  }
  const keysInUse = async () => {
    const connections = await opened.database.connection.findMany()
    const pending = await opened.database.pendingRevocation.findMany()
    const sealed = [
      ...connections.flatMap((row) => [row.sealedAccessToken, row.sealedRefreshToken]),
      ...pending.map((row) => row.sealedToken),
    ]
    return sealed.filter((one) => one !== null).map(sealingKeyOf)
  }
  /** Rotates the keys while a process with the old order of keys refreshes `times` times. */
  async function rotateBesideRefreshes(times: number) {
    let left = times
    const pendingRevocation = new Proxy(opened.database.pendingRevocation, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target)
        if (name !== 'findMany' || typeof value !== 'function') return value
        return async (args: unknown) => {
          if (left-- > 0) {
            sealWith('old')
            await refreshed()
            sealWith('new')
          }
          return value.call(target, args)
        }
      },
    })
    setDatabase({
      ...opened,
      database: new Proxy(opened.database, {
        get: (target, name) =>
          name === 'pendingRevocation' ? pendingRevocation : Reflect.get(target, name, target),
      }),
    })
    try {
      return await vault().rotateKeys()
    } finally {
      setDatabase(opened)
    }
  }

  it('reseals every token of both tables with the first key, and everything still works', async () => {
    expect(await keysInUse()).toEqual(Array(4).fill('old'))
    sealWith('new')
    expect(await vault().rotateKeys()).toEqual({ resealed: 4, broken: 0, remaining: [] })
    expect(await keysInUse()).toEqual(Array(4).fill('new'))
    await refreshed()
    expect(await vault().disconnect(person.owner, person.id)).toMatchObject({ revocation: 'confirmed' })
  })

  it('does nothing on a second run, and continues after an interruption', async () => {
    sealWith('new')
    await vault().rotateKeys()
    expect(await vault().rotateKeys()).toEqual({ resealed: 0, broken: 0, remaining: [] })
  })

  it('also reseals what a refresh stores in the meantime', async () => {
    sealWith('new')
    expect(await rotateBesideRefreshes(1)).toMatchObject({ broken: 0, remaining: [] })
    expect(new Set(await keysInUse())).toEqual(new Set(['new']))
    await refreshed()
  })

  it('doesn’t overwrite a pair that was stored after its row was read', async () => {
    sealWith('new')
    let once = true
    const connection = new Proxy(opened.database.connection, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target)
        if (name !== 'findMany' || typeof value !== 'function') return value
        return async (args: unknown) => {
          const read: unknown = await value.call(target, args)
          if (once) {
            once = false
            await refreshed()
          }
          return read
        }
      },
    })
    setDatabase({
      ...opened,
      database: new Proxy(opened.database, {
        get: (target, name) => (name === 'connection' ? connection : Reflect.get(target, name, target)),
      }),
    })
    try {
      expect(await vault().rotateKeys()).toMatchObject({ broken: 0, remaining: [] })
    } finally {
      setDatabase(opened)
    }
    await vault().notionClientFor(person.owner, person.id).users.me({})
    await refreshed()
  })

  it('counts what a process with the old keys still seals, in both tables', async () => {
    sealWith('new')
    const { remaining } = await rotateBesideRefreshes(1_000)
    expect(remaining).toEqual([
      { keyId: 'old', connections: expect.any(Number), pendingRevocations: expect.any(Number) },
    ])
    expect(remaining[0]?.connections).toBeGreaterThan(0)
  })

  it('counts a token that can’t be opened, and doesn’t change it or stop', async () => {
    await opened.database
      .$executeRaw`UPDATE "PendingRevocation" SET "sealedToken" = "sealedToken" || 'x' WHERE "use" = 'refresh'`
    sealWith('new')
    expect(await vault().rotateKeys()).toEqual({
      resealed: 3,
      broken: 1,
      remaining: [{ keyId: 'old', connections: 0, pendingRevocations: 1 }],
    })
  })
})
