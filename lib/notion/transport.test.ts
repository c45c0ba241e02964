import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { MAX_RETRY_AFTER_SECONDS, retryAfterSeconds, send } from './transport'

const HOUR = MAX_RETRY_AFTER_SECONDS
const SECOND_MS = 1_000

const asked = (header: string) =>
  retryAfterSeconds({ headers: new Headers({ 'retry-after': header }), body: null })
const httpDate = (inSeconds: number) => new Date(Date.now() + inSeconds * SECOND_MS).toUTCString()

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['7', 7],
    [' 12 ', 12],
    ['1.2', 2],
    ['3600', HOUR],
    ['3601', HOUR],
    ['1000000000', HOUR],
    ['1000000000000000', HOUR],
    ['9'.repeat(400), HOUR],
    [httpDate(86_400), HOUR],
    ['Sun, 06 Nov 2095 08:49:37 GMT', HOUR],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['Sun Nov  6 08:49:37 1994', 0],
    [httpDate(-60), 0],
    ['-5', null],
    ['-1000000000', null],
    ['NaN', null],
    ['Infinity', null],
    ['1e9', null],
    ['0x10', null],
    ['10, 20', null],
    ['soon', null],
    ['', null],
  ])('%j means %s seconds', (header, seconds) => {
    expect(asked(header)).toBe(seconds)
  })

  it('converts a date in the near future to seconds', () => {
    const seconds = asked(httpDate(40))
    expect(seconds).toBeGreaterThanOrEqual(38)
    expect(seconds).toBeLessThanOrEqual(41)
  })

  it.each([
    ['30', 30],
    [30, 30],
    ['1000000000', HOUR],
    [1e15, HOUR],
    [-3, null],
    [{}, null],
    [null, null],
  ])('Notion’s copy of it in the body, %j, is held to the same', (retry_after, seconds) => {
    expect(retryAfterSeconds({ headers: new Headers(), body: { additional_data: { retry_after } } })).toBe(
      seconds,
    )
  })
})

describe('a response', () => {
  let server: Server | undefined
  afterEach(() => {
    server?.closeAllConnections()
    server?.close()
  })

  async function serve(answer: (response: ServerResponse) => void): Promise<string> {
    server = createServer((_request, response) => answer(response))
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }

  /** Writes as long as the client reads. @returns the number of bytes that were read */
  function endless(): {
    readonly written: () => number
    readonly answer: (response: ServerResponse) => void
  } {
    const piece = Buffer.alloc(100_000, ' ')
    let written = 0
    return {
      written: () => written,
      answer(response) {
        response.writeHead(200, { 'content-type': 'application/json' })
        const more = () => {
          if (response.destroyed) return
          written += piece.length
          if (response.write(piece)) setImmediate(more)
          else response.once('drain', more)
        }
        more()
      },
    }
  }

  it.each([
    ['the API', { freshSocket: false }],
    ['OAuth', { freshSocket: true }],
  ])('of %s that does not end is read up to the limit, then given up', async (_what, options) => {
    const { written, answer } = endless()
    const url = await serve(answer)
    await expect(send(url, {}, { ...options, maxBytes: 2_000_000 })).rejects.toMatchObject({
      why: 'too_large',
    })
    // The operating system buffers some more.
    expect(written()).toBeLessThan(20_000_000)
  })

  it('is limited to 32 MB of decoded bytes by default', async () => {
    const url = await serve((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(gzipSync(new Uint8Array(32_000_001).fill(32)))
    })
    await expect(send(url, {})).rejects.toMatchObject({ why: 'too_large' })
  })

  it('within the limit is complete, also with characters split between chunks', async () => {
    const text = JSON.stringify({ word: '題'.repeat(200_000) })
    const bytes = new Uint8Array(Buffer.from(text))
    const url = await serve((response) => {
      response.write(bytes.subarray(0, 100_001))
      setTimeout(() => response.end(bytes.subarray(100_001)), 20)
    })
    expect((await send(url, {}, { freshSocket: false, maxBytes: bytes.length })).text).toBe(text)
  })
})

/** A server in a thread of its own, which goes on while this one is blocked. */
const SERVER = `
  const { parentPort } = require('node:worker_threads')
  const server = require('node:http').createServer((request, response) => {
    parentPort.postMessage('asked')
    setTimeout(() => response.end('{"here":true}'), 100)
  })
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`

describe('the deadline', () => {
  const DEADLINE_MS = 300
  let server: Worker
  const said = () => new Promise<unknown>((resolve) => server.once('message', resolve))

  it.each([true, false])(
    'that passed while the process was stopped does not lose an answer that has arrived (a socket of its own: %s)',
    async (freshSocket) => {
      server = new Worker(SERVER, { eval: true })
      try {
        const port = await said()
        const asked = said()
        const answer = send(`http://127.0.0.1:${port}/`, {}, { freshSocket, deadlineMs: DEADLINE_MS })
        await asked
        // As SIGSTOP does it: nothing runs, timers become overdue, and the answer lies in the socket.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4 * DEADLINE_MS)
        expect((await answer).body).toEqual({ here: true })
      } finally {
        await server.terminate()
      }
    },
  )

  it('ends a request that has no answer, also after the process was stopped', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    try {
      const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
      for (const stoppedMs of [0, 4 * DEADLINE_MS]) {
        const answer = send(url, {}, { freshSocket: true, deadlineMs: DEADLINE_MS })
        if (stoppedMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, stoppedMs)
        await expect(answer).rejects.toMatchObject({ why: 'timeout' })
      }
    } finally {
      silent.closeAllConnections()
      silent.close()
    }
  })
})
