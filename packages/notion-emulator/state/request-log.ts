export interface LogEntry {
  readonly at: string
  readonly method: string
  readonly path: string
  /** Null until it is answered, and when it never is. */
  status: number | null
  readonly grantType: string | null
  botId: string | null
  /** The pair whose refresh token came, by its id: tells a token that is presented twice. */
  presentedPairId: string | null
  /** The fault that this request met. */
  readonly fault: string | null
}

const LONGEST = 50_000

/** Every request since the start, without secrets: for tests to count. */
export class RequestLog {
  entries: LogEntry[] = []

  add(entry: LogEntry): LogEntry {
    this.entries.push(entry)
    if (this.entries.length > LONGEST) this.entries.splice(0, this.entries.length - LONGEST)
    return entry
  }

  clear(): void {
    this.entries = []
  }

  /** `POST /v1/oauth/token refresh_token` and the like, with how often. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const { method, path, grantType } of this.entries) {
      const name = [method, path, grantType].filter(Boolean).join(' ')
      counts[name] = (counts[name] ?? 0) + 1
    }
    return counts
  }
}
