import type { HttpBindings } from '@hono/node-server'
import type { Content } from '../state/content'
import type { Faults } from '../state/faults'
import type { RequestLog } from '../state/request-log'
import type { Store } from '../state/store'
import type { World } from '../world'

/** The name of the integration, in its bot user and in the consent. */
export const CONNECTION_NAME = 'Latchkey'

export interface Client {
  readonly id: string
  readonly secret: string
  readonly redirectUris: readonly string[]
}

/** The dependencies of every endpoint. */
export interface Emulator {
  readonly world: World
  readonly store: Store
  /** Pages and blocks, including those created through the API. */
  readonly content: Content
  readonly client: Client
  readonly faults: Faults
  readonly log: RequestLog
  /** Its own origin, known once it listens. */
  origin: string
  /** Counts requests of each bot in its rate-limit window. */
  readonly windows: Map<string, { startedAt: number; requests: number }>
}

export type Env = {
  Bindings: HttpBindings
  Variables: {
    requestId: string
    /** Pairs minted by this request, marked as delivered once the response is sent. */
    minted: string[]
    botId: string | null
    presentedPairId: string | null
    grantType: string | null
    /** See the switch of this name. */
    cursorSession: number
    /** Lists never end, so any cursor is one of theirs. */
    endless: boolean
  }
}
