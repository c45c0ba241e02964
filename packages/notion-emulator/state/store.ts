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
  /** From then on the access token is expired, in milliseconds; null: never. */
  accessEndsAt: number | null
  refreshDead: boolean
  /** How often the dead refresh token may be used all the same. */
  refreshGrace: number
  /** The answer that carried it was written to a socket that was open. */
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

const nothing = (): State => ({
  switches: defaultSwitches(),
  bots: [],
  pairs: [],
  codes: [],
  written: { pages: [], blocks: [], edited: {}, revision: 0 },
})

/**
 * The emulator's memory, on disk as one JSON file. `saved()` resolves when what is in memory now is on disk;
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
    this.state = existsSync(this.file) ? this.read() : nothing()
  }

  private read(): State {
    const kept = JSON.parse(readFileSync(this.file, 'utf8')) as State
    return { ...nothing(), ...kept, switches: switchesSchema.parse(kept.switches) }
  }

  reset(): void {
    this.state = nothing()
  }

  saved(): Promise<void> {
    if (this.writing === null) {
      this.writing = this.write().finally(() => {
        this.writing = null
      })
      return this.writing
    }
    // The write under way may have begun before this change: one more follows, for all who wait now.
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
