import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { authorizedClient, callNotion } from './api'

const LARGE = 1_000_000

describe('a response of megabytes', () => {
  let server: Server
  let text: string
  let accepted: boolean[]
  /** How many responses go on together once they have all arrived. */
  let together: number
  let arrived: () => void
  let allArrived: Promise<void>

  beforeEach(async () => {
    accepted = []
    together = 1
    allArrived = new Promise((resolve) => {
      arrived = resolve
    })
    server = createServer((_request, response) => response.end(text))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const client = () =>
    authorizedClient(
      {
        currentToken: async () => ({ accessToken: 'a-token', generation: 1 }),
        tokenRefused: async () => {},
        responseReceived: async (one) => {
          if (accepted.push(one) === together) arrived()
          await allArrived
        },
      },
      { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, debug: () => {} },
    )
  const retrieve = () => callNotion(() => client().pages.retrieve({ page_id: 'a-page' }))

  /** The turn of the event loop in which each large text was parsed. */
  function turnsOfParsing(): { readonly turns: number[]; stop(): void } {
    const turns: number[] = []
    let turn = 0
    let going = true
    const count = () => {
      turn += 1
      if (going) setImmediate(count)
    }
    setImmediate(count)
    const parse = JSON.parse
    vi.spyOn(JSON, 'parse').mockImplementation((...given) => {
      if (given[0].length > LARGE) turns.push(turn)
      return parse(...given)
    })
    const stop = () => {
      going = false
    }
    return { turns, stop }
  }

  it('is parsed once', async () => {
    text = JSON.stringify({ object: 'page', id: 'a-page', filling: 'x'.repeat(3 * LARGE) })
    const parsing = turnsOfParsing()
    expect(await retrieve()).toMatchObject({ id: 'a-page' })
    parsing.stop()
    expect(parsing.turns).toHaveLength(1)
    expect(accepted).toEqual([true])
  })

  it('of which several arrive at once: one is parsed in each turn of the event loop', async () => {
    text = JSON.stringify({ object: 'page', id: 'a-page', filling: 'x'.repeat(3 * LARGE) })
    together = 8
    const parsing = turnsOfParsing()
    await Promise.all(Array.from({ length: together }, retrieve))
    parsing.stop()
    expect(parsing.turns).toHaveLength(8)
    expect(new Set(parsing.turns).size).toBe(8)
  })

  it('that is not JSON is unusable, and its error quotes nothing of it', async () => {
    for (const answer of ['{"secret-text":', '<html>secret-text']) {
      text = `${answer}${'x'.repeat(3 * LARGE)}}`
      const error: unknown = await retrieve().catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'notion_unavailable', why: 'bad_answer' })
      expect(inspect(error, { depth: 10 })).not.toMatch(/secret-text|xxx/)
    }
  })
})
