import { setImmediate as nextTurn } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { MAX_BYTES_PER_TURN, yieldIfBusy } from './yield-if-busy'

describe('work on large content', () => {
  beforeEach(async () => {
    // What an earlier test began is over.
    for (let turn = 0; turn < 3; turn++) await nextTurn()
  })

  /** Runs pieces of work at once. @returns how many bytes each turn of the event loop had */
  async function bytesByTurn(pieces: readonly number[]): Promise<number[]> {
    const turns = [0]
    let ended = false
    const count = async () => {
      while (!ended) {
        await nextTurn()
        turns.push(0)
      }
    }
    const counting = count()
    await Promise.all(
      pieces.map(async (bytes) => {
        await yieldIfBusy(bytes)
        turns[turns.length - 1] = (turns.at(-1) ?? 0) + bytes
      }),
    )
    ended = true
    await counting
    return turns.filter((bytes) => bytes > 0)
  }

  it('begins at once where nobody else is at work', () => {
    expect(yieldIfBusy(10)).toBe(null)
    expect(yieldIfBusy(10)).toBe(null)
  })

  it('of many requests is spread over turns of the event loop, so that others are answered in between', async () => {
    const piece = MAX_BYTES_PER_TURN / 4
    const turns = await bytesByTurn(Array.from({ length: 40 }, () => piece))
    expect(turns.length).toBeGreaterThanOrEqual(8)
    expect(Math.max(...turns)).toBeLessThanOrEqual(2 * MAX_BYTES_PER_TURN)
  })

  it('that is larger than a turn has a turn of its own', async () => {
    const turns = await bytesByTurn(Array.from({ length: 5 }, () => 3 * MAX_BYTES_PER_TURN))
    expect(turns).toEqual(Array.from({ length: 5 }, () => 3 * MAX_BYTES_PER_TURN))
  })

  it('begins in the order in which it was asked for', async () => {
    const order: number[] = []
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        await yieldIfBusy(MAX_BYTES_PER_TURN)
        order.push(index)
      }),
    )
    expect(order).toEqual([...order].sort((one, other) => one - other))
  })
})
