import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultSwitches, type Switches, switchesSchema } from './switches'
import type { Written } from './written'

/** One authorization of one workspace by one person for one client. */
export interface Bot {
  id: string
  clientId: string
  personId: string
  workspaceId: string
  /** What the person chose in the picker; kept for the next time. */
  pageIds: string[]
  unshared: string[]
  /** The person removed the connection in Notion's settings. */
  removed: boolean
  authorizedAt: number
  /** The scopes of the last consent: a change needs another one. */
  scopes: string[]
}

export interface Pair {
  id: string
  botId: string
  /** Pairs that descend from one authorization by refresh. */
  familyId: string
  access: string
  refresh: string | null
  issuedAt: number
  accessDead: boolean
  /** When the access token expires, in epoch milliseconds; null means never. */
  accessEndsAt: number | null
  refreshDead: boolean
  /** How many more times the revoked refresh token is accepted. */
  refreshGrace: number
  /** The response that carried it was written to an open socket. */
  delivered: boolean
}

export interface Code {
  code: string
  clientId: string
  personId: string
  workspaceId: string
  pageIds: string[]
  /** As the authorize request sent it; null when it was left out. */
  redirectUri: string | null
  issuedAt: number
  usedAt: number | null
  familyId: string | null
}

export interface State {
  switches: Switches
  bots: Bot[]
  pairs: Pair[]
  codes: Code[]
  /** Pages and blocks that came through the API. */
  written: Written
}

const emptyState = (): State => ({
  switches: defaultSwitches(),
  bots: [],
  pairs: [],
  codes: [],
  written: { pages: [], blocks: [], edited: {}, revision: 0 },
})

/**
 * The emulator's state, kept in one JSON file. `saved()` resolves when the current state is on disk;
 * several requests share one write.
 */
export class Store {
  readonly file: string
  state: State
  private writing: Promise<void> | null = null
  private next: Promise<void> | null = null

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.file = join(folder, 'notion.json')
    this.state = existsSync(this.file) ? this.read() : emptyState()
  }

  private read(): State {
    const kept = JSON.parse(readFileSync(this.file, 'utf8')) as State
    return { ...emptyState(), ...kept, switches: switchesSchema.parse(kept.switches) }
  }

  reset(): void {
    this.state = emptyState()
  }

  saved(): Promise<void> {
    if (this.writing === null) {
      this.writing = this.write().finally(() => {
        this.writing = null
      })
      return this.writing
    }
    // The write in progress may predate this change, so one more follows for everyone waiting now.
    this.next ??= this.writing
      .catch(() => {})
      .then(() => {
        this.next = null
        return this.saved()
      })
    return this.next
  }

  private async write(): Promise<void> {
    const temporary = `${this.file}.new`
    const file = openSync(temporary, 'w', 0o600)
    try {
      writeSync(file, JSON.stringify(this.state))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    await rename(temporary, this.file)
  }
}
