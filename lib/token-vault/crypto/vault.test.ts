import { randomBytes } from 'node:crypto'
import { CompactEncrypt, decodeProtectedHeader, UnsecuredJWT } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type Binding,
  type ExpectedBinding,
  keyChecks,
  open,
  reseal,
  sameToken,
  seal,
  sealingKeyOf,
  type TokenKey,
} from '.'

const BOUND = { use: 'access' as const, pairId: 'pair-1', botId: 'bot-1', owner: 'person-1' }
const TOKEN = 'ntn_12345678901SECRETSECRETSECRET'
const key = (id: string): TokenKey => ({ id, key: new Uint8Array(randomBytes(32)) })

/** Seals and opens with these keys. */
function cryptoWith(...keys: [TokenKey, ...TokenKey[]]) {
  return {
    seal: (token: string, binding: Binding) => seal(keys, token, binding),
    open: (sealed: string, demand: ExpectedBinding) => open(keys, sealed, demand),
    reseal: (sealed: string, demand: ExpectedBinding) => reseal(keys, sealed, demand),
    sameToken: (one: string, demand: ExpectedBinding, other: string, otherDemand: ExpectedBinding) =>
      sameToken(keys, one, demand, other, otherDemand),
    keyChecks: () => keyChecks(keys),
  }
}

type Crypto = ReturnType<typeof cryptoWith>

const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('base64url')

describe('a sealed token', () => {
  const first = key('k1')
  let vault: Crypto
  let sealed: string

  beforeEach(async () => {
    vault = cryptoWith(first)
    sealed = await vault.seal(TOKEN, BOUND)
  })

  const parts = () => sealed.split('.')
  const withPart = (index: number, text: string) =>
    parts()
      .map((part, at) => (at === index ? text : part))
      .join('.')
  async function refuses(text: string, demand: ExpectedBinding = BOUND, keyMissing = false) {
    const error: unknown = await vault.open(text, demand).then(
      () => 'opened',
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code: 'seal_broken', keyMissing })
    // Neither the message nor the cause reveals the token or the reason.
    expect(error).not.toHaveProperty('cause')
    expect(String(error)).not.toContain('SECRET')
  }

  it('can be opened for its own row', async () => {
    expect(await vault.open(sealed, BOUND)).toBe(TOKEN)
    expect(sealed).not.toContain(TOKEN)
    expect(decodeProtectedHeader(sealed)).toEqual({
      alg: 'dir',
      enc: 'A256GCM',
      typ: 'latchkey-token-1',
      kid: 'k1',
      ...BOUND,
    })
  })

  it('differs each time for the same token', async () => {
    expect(await vault.seal(TOKEN, BOUND)).not.toBe(sealed)
  })

  describe('can’t be opened if copied to another row:', () => {
    it.each([
      ['another pair', { pairId: 'pair-2' }],
      ['the other use', { use: 'refresh' as const }],
      ['another bot', { botId: 'bot-2' }],
      ['another owner: only Connection.userId was changed', { owner: 'person-2' }],
    ])('%s', async (_name, change) => {
      await refuses(sealed, { ...BOUND, ...change })
    })
  })

  describe('can’t be opened after a change:', () => {
    it.each([0, 2, 3, 4])('one character of part %i', async (index) => {
      const part = parts()[index] ?? ''
      const middle = Math.floor(part.length / 2)
      const other = part[middle] === 'A' ? 'B' : 'A'
      await refuses(withPart(index, part.slice(0, middle) + other + part.slice(middle + 1)))
    })

    it('a header with the binding of the other row', async () => {
      const header = { ...decodeProtectedHeader(sealed), pairId: 'pair-2' }
      await refuses(withPart(0, utf8(JSON.stringify(header))), { ...BOUND, pairId: 'pair-2' })
    })

    it.each([
      ['no algorithm', { alg: 'none' }],
      ['a key inside', { alg: 'PBES2-HS256+A128KW', p2c: 1, p2s: 'AAAA' }],
      ['a weaker encryption', { enc: 'A128GCM' }],
      ['a compressed text', { zip: 'DEF' }],
      ['another format version', { typ: 'latchkey-token-2' }],
      ['a critical extension', { crit: ['exp'], exp: 1 }],
    ])('%s', async (_name, change) => {
      await refuses(withPart(0, utf8(JSON.stringify({ ...decodeProtectedHeader(sealed), ...change }))))
    })

    it.each([
      ['nothing', ''],
      ['a token in clear', TOKEN],
      ['the half of it', 'x.y'],
      ['an unsecured JWT', new UnsecuredJWT({ token: TOKEN }).encode()],
    ])('%s', async (_name, text) => {
      await refuses(text)
    })
  })

  it('with another algorithm or version, sealed with our key, can’t be opened', async () => {
    const bytes = first.key
    for (const change of [{ enc: 'A128CBC-HS256' }, { typ: 'latchkey-token-0' }]) {
      const forged = await new CompactEncrypt(new TextEncoder().encode(TOKEN))
        .setProtectedHeader({
          alg: 'dir',
          enc: 'A256GCM',
          typ: 'latchkey-token-1',
          kid: 'k1',
          ...BOUND,
          ...change,
        })
        .encrypt(new Uint8Array(bytes))
      await refuses(forged)
    }
  })

  it('reports a missing key, because that can be repaired', async () => {
    vault = cryptoWith(key('k2'))
    await refuses(sealed, BOUND, true)
  })

  it('can’t be opened with another key under the same id', async () => {
    vault = cryptoWith(key('k1'))
    await refuses(sealed)
  })

  it('is sealed with the first key, opened with any, and resealed with the first', async () => {
    const second = key('k2')
    vault = cryptoWith(second, first)
    expect(await vault.open(sealed, BOUND)).toBe(TOKEN)
    const moved = await vault.reseal(sealed, BOUND)
    expect(sealingKeyOf(moved)).toBe('k2')
    vault = cryptoWith(second)
    expect(await vault.open(moved, BOUND)).toBe(TOKEN)
    await refuses(sealed, BOUND, true)
  })

  it('can be opened by a row without a bot, if it was sealed without one or the row doesn’t require one', async () => {
    const unknown = await vault.seal(TOKEN, { ...BOUND, botId: null })
    await refuses(unknown)
    expect(await vault.open(unknown, { use: 'access', pairId: 'pair-1' })).toBe(TOKEN)
    await refuses(unknown, { use: 'access', pairId: 'pair-2' })
  })

  it('can be compared with another one; one that can’t be opened equals nothing', async () => {
    const again = await vault.seal(TOKEN, { ...BOUND, pairId: 'pair-2' })
    const demand = { ...BOUND, pairId: 'pair-2' }
    expect(await vault.sameToken(sealed, BOUND, again, demand)).toBe(true)
    expect(await vault.sameToken(sealed, BOUND, await vault.seal('other', demand), demand)).toBe(false)
    expect(await vault.sameToken(sealed, BOUND, 'broken', demand)).toBe(false)
  })

  it('key checks detect another key under the same id without revealing it', async () => {
    const before = vault.keyChecks()
    expect(JSON.stringify(before)).not.toContain(Buffer.from(first.key).toString('base64url'))
    expect(cryptoWith(first).keyChecks()).toEqual(before)
    expect(cryptoWith(key('k1')).keyChecks()).not.toEqual(before)
  })
})
