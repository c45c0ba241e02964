import type { Fault, LogEntry, Switches } from '@/packages/notion-emulator'
import type { EmulatorProcess } from './emulator'

export interface EmulatorPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly workspaces: readonly {
    readonly id: string
    readonly name: string
    readonly pages: readonly { readonly id: string; readonly title: string }[]
  }[]
}

export interface IssuedToken {
  readonly token: string
  readonly use: 'access' | 'refresh'
  readonly pairId: string
  readonly botId: string
  readonly workspaceId: string
  readonly alive: boolean
  readonly delivered: boolean
  /** Milliseconds since the epoch. */
  readonly issuedAt: number
}

export interface Issued {
  readonly tokens: readonly IssuedToken[]
  readonly codes: readonly { readonly code: string; readonly used: boolean }[]
}

type FaultRequest = Pick<Fault, 'route' | 'kind'> & Partial<Fault>

/** The emulator's admin API by name. */
export function notionAdmin({ admin }: Pick<EmulatorProcess, 'admin'>) {
  return {
    people: () => admin<EmulatorPerson[]>('GET', '/people'),
    issued: () => admin<Issued>('GET', '/issued'),
    /** The tokens that Notion accepts now, access and refresh alike. */
    aliveTokens: async () => (await admin<Issued>('GET', '/issued')).tokens.filter((one) => one.alive),
    /** Every access token, or those of one bot, answers 401 from now on; refreshing works. */
    expire: (botId?: string) => admin<unknown>('POST', '/expire', botId ? { botId } : {}),
    removeConnection: (botId: string) => admin<unknown>('POST', '/remove-connection', { botId }),
    switches: (change: Partial<Switches>) => admin<Switches>('PUT', '/switches', change),
    fault: (fault: FaultRequest) => admin<unknown>('POST', '/faults', fault),
    clearFaults: () => admin<unknown>('DELETE', '/faults'),
    log: () => admin<LogEntry[]>('GET', '/log'),
    counts: () => admin<Record<string, number>>('GET', '/log/counts'),
    clearLog: () => admin<unknown>('DELETE', '/log'),
    /** The bot of the newest pair of a workspace. */
    async botOf(workspaceId: string): Promise<string> {
      const { tokens } = await admin<Issued>('GET', '/issued')
      const found = tokens.filter((one) => one.workspaceId === workspaceId).at(-1)
      if (!found) throw new Error('nothing was issued for this workspace')
      return found.botId
    },
  }
}

export type NotionAdmin = ReturnType<typeof notionAdmin>

export const REFRESHES = 'POST /v1/oauth/token refresh_token'
export const EXCHANGES = 'POST /v1/oauth/token authorization_code'
