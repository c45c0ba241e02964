export interface Service {
  readonly name: string
  readonly pid: number
  readonly exited: Promise<string>
  lastLines(): string
  stop(): Promise<void>
  kill(): void
}

export function startEmulator(options: {
  port: number
  data: string
  log: string
  clientId: string
  clientSecret: string
  redirectUri: string
  limits?: boolean
}): Service
