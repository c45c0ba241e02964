import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Client, Emulator } from './http/context'
import { emulatorApp } from './server/app'
import { Content } from './state/content'
import { Faults } from './state/faults'
import { RequestLog } from './state/request-log'
import { Store } from './state/store'
import { NOTION_LIMITS } from './state/switches'
import { makeWorld } from './world'

export type { Client } from './http/context'
export type { Fault } from './state/faults'
export type { LogEntry } from './state/request-log'
export type { Switches } from './state/switches'
export { COSTLY_TITLES } from './world/costly'

export interface EmulatorOptions {
  /** 0: any free port. */
  readonly port: number
  /** The folder that keeps what was authorized and issued. */
  readonly data: string
  readonly client: Client
  /** Decides who and what is in this world. */
  readonly seed?: number
  /** Adds a workspace of 10,000 pages for the first person. */
  readonly large?: boolean
  /** Adds a workspace of pages that cost much to show, for the first person. */
  readonly costly?: boolean
  /** Counts requests from the start as Notion does: the switch `rateLimit`. */
  readonly limits?: boolean
}

export interface RunningEmulator {
  readonly url: string
  /** Ends it, and every connection that is open. */
  close(): Promise<void>
}

/** Starts the emulator on loopback. @throws the operating system's error, such as EADDRINUSE */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const { port, data, client, seed, large, costly, limits } = options
  const world = makeWorld(seed, { large: large ?? false, costly: costly ?? false })
  const store = new Store(data)
  if (limits) store.state.switches.rateLimit = NOTION_LIMITS
  const emulator: Emulator = {
    world,
    store,
    content: new Content(store),
    client,
    faults: new Faults(),
    log: new RequestLog(),
    origin: '',
    windows: new Map(),
  }
  const app = emulatorApp(emulator)
  const server = createServer(getRequestListener((request, env) => app.fetch(request, env)))
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', 2_048, resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  emulator.origin = url
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
