/**
 * Several processes of one installation sign in, read, disconnect and are killed, while their database and
 * Notion fail at random. After each round everything is healed, and what our rows hold is compared with what
 * Notion issued. Prints each violation with its seed and round; ends with status 1 when there was one.
 *
 *   npx tsx bench/vault-campaign.ts [seed] [seeds] [rounds]
 */

import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { sharedSecrets } from '../test-support/app-process'
import { type EmulatorProcess, startEmulator } from '../test-support/emulator'
import { type NotionAdmin, notionAdmin } from '../test-support/notion-admin'
import type { Answer, Order } from './campaign/actor'
import { type DatabaseProxy, databaseProxy } from './campaign/database-proxy'
import { digest } from './campaign/digest'

const [firstSeed = 1, seeds = 3, rounds = 25] = process.argv.slice(2).map(Number)
const SERVER = process.env.TEST_DATABASE_URL || 'postgresql://postgres@127.0.0.1:5432/postgres'
const APP = 'http://localhost:3000'
const PROCESSES = 3
const PERSONS = 2
const ROUND_MS = 2_500
const SETTLE_MS = 20_000
/** What Notion answered so shortly before a kill may have died with the process. */
const DIED_WITH_MS = 15_000

/** mulberry32: the same numbers for the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

class Actor {
  private child: ChildProcess
  private readonly waiting = new Map<number, (answer: Omit<Answer, 'order'>) => void>()
  private next = 0
  output = ''

  constructor(
    private readonly variables: NodeJS.ProcessEnv,
    readonly proxy: DatabaseProxy,
  ) {
    this.child = this.start()
  }

  private start(): ChildProcess {
    const child = fork('bench/campaign/actor.ts', {
      env: { ...this.variables, DATABASE_URL: this.proxy.url },
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output = (this.output + text).slice(-400_000)
      })
    child.on('message', ({ order, ...answer }: Answer) => this.answer(order, answer))
    child.on('exit', () => {
      for (const number of this.waiting.keys()) this.answer(number, { outcome: 'killed' })
    })
    return child
  }

  private answer(number: number, answer: Omit<Answer, 'order'>): void {
    this.waiting.get(number)?.(answer)
    this.waiting.delete(number)
  }

  order(order: Order): Promise<Omit<Answer, 'order'>> {
    const number = this.next++
    return new Promise((resolve) => {
      this.waiting.set(number, resolve)
      if (!this.child.connected) return this.answer(number, { outcome: 'not running' })
      this.child.send({ number, order }, (error) => error && this.answer(number, { outcome: 'not sent' }))
      setTimeout(() => this.answer(number, { outcome: 'no answer' }), 60_000).unref()
    })
  }

  async restart(signal: NodeJS.Signals): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill(signal)
    await ended
    this.child = this.start()
  }

  async end(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.proxy.close()
  }
}

interface Campaign {
  readonly seed: number
  readonly emulator: EmulatorProcess
  readonly notion: NotionAdmin
  readonly database: pg.Client
  readonly actors: readonly Actor[]
  readonly chance: () => number
  /** When a process was killed, in milliseconds. */
  readonly kills: number[]
  readonly violations: string[]
  readonly tried: Map<string, number>
}

interface Connection {
  id: string
  userId: string
  botId: string
  state: string
  stateReason: string | null
}

const count = ({ tried }: Campaign, what: string) => tried.set(what, (tried.get(what) ?? 0) + 1)

async function connections({ database }: Campaign): Promise<Connection[]> {
  return (
    await database.query('SELECT "id", "userId", "botId", "state"::text, "stateReason" FROM "Connection"')
  ).rows
}

async function signIn(campaign: Campaign, actor: Actor): Promise<void> {
  const { emulator, notion, chance } = campaign
  const person = (await notion.people())[Math.floor(chance() * PERSONS)]
  const workspace = person?.workspaces[0]
  const { code } = await emulator.admin<{ code: string }>('POST', '/approve', {
    client_id: emulator.clientId,
    redirect_uri: `${APP}/api/auth/callback/notion`,
    personId: person?.id,
    workspaceId: workspace?.id,
  })
  const { outcome } = await actor.order({ kind: 'sign_in', code, cookie: null })
  count(campaign, `sign-in: ${outcome}`)
}

async function read(campaign: Campaign, actor: Actor, of: Connection): Promise<void> {
  const { outcome } = await actor.order({ kind: 'read', owner: of.userId, id: of.id })
  count(campaign, `read: ${outcome.slice(0, 60)}`)
}

async function end(campaign: Campaign, actor: Actor, of: Connection, roundBegan: number): Promise<void> {
  const { outcome } = await actor.order({ kind: 'disconnect', owner: of.userId, id: of.id })
  count(campaign, `disconnect: ${outcome.slice(0, 60)}`)
  if (outcome !== 'confirmed') return
  const again = (await connections(campaign)).some((one) => one.botId === of.botId)
  const { tokens } = await campaign.notion.issued()
  const left = tokens.filter(
    (one) => one.alive && one.botId === of.botId && !one.delivered && one.issuedAt < roundBegan,
  )
  if (left.length > 0 && !again)
    campaign.violations.push(`disconnect said confirmed, and ${left.length} tokens that nobody received live`)
}

/** One thing that goes wrong with the database, Notion or a process. */
async function fault(campaign: Campaign, actor: Actor): Promise<void> {
  const { chance, notion } = campaign
  const kinds = [
    'cut',
    'silence',
    'lose',
    'kill',
    'term',
    'drop',
    'slow',
    'error',
    'introspect',
    'limit',
    'other',
  ] as const
  const kind = kinds[Math.floor(chance() * kinds.length)]
  const milliseconds = 100 + Math.floor(chance() * 1_200)
  count(campaign, `fault: ${kind}`)
  switch (kind) {
    case 'cut':
      return actor.proxy.cut(milliseconds)
    case 'silence':
      return actor.proxy.silence(milliseconds)
    case 'lose':
      return actor.proxy.loseAnswers(milliseconds)
    case 'kill':
      campaign.kills.push(Date.now())
      return actor.restart('SIGKILL')
    case 'term':
      return actor.restart('SIGTERM')
    case 'drop':
      await notion.fault({
        route: 'POST /v1/oauth/token',
        kind: chance() < 0.5 ? 'drop-after' : 'drop-before',
      })
      return
    case 'slow':
      await notion.fault({
        route: 'POST /v1/oauth/*',
        kind: 'latency-after',
        latencyMs: milliseconds,
        times: 2,
      })
      return
    case 'error':
      await notion.fault({ route: 'POST /v1/oauth/token', kind: 'status', status: 503 })
      return
    case 'introspect':
      await notion.fault({ route: 'POST /v1/oauth/introspect', kind: 'status', status: 503, times: 3 })
      return
    case 'limit':
      await notion.fault({
        route: 'POST /v1/oauth/introspect',
        kind: 'status',
        status: 429,
        retryAfter: 1,
        times: 2,
      })
      return
    case 'other':
      await notion.fault({ route: 'POST /v1/oauth/token', grantType: 'refresh_token', kind: 'other-bot' })
      return
    default:
      return undefined satisfies typeof kind
  }
}

/** Turns every fault off, waits for work in progress, and runs the revocations that are due. */
async function heal({ notion, actors, database }: Campaign): Promise<void> {
  await delay(1_500)
  await notion.clearFaults()
  for (let time = 0; time < 2; time++) {
    await Promise.all(actors.map((actor) => actor.order({ kind: 'settle', milliseconds: SETTLE_MS })))
    await database.query(`UPDATE "Connection" SET "refreshNotBefore" = NULL, "leaseExpiresAt" = NULL`)
    await database.query(
      `UPDATE "CodeExchange" SET "startedAt" = "startedAt" - interval '2 minutes' WHERE "lostAt" IS NULL`,
    )
    await database.query(
      `UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp(), "claimedUntil" = NULL`,
    )
    await actors[0]?.order({ kind: 'drain' })
  }
}

async function check(campaign: Campaign): Promise<void> {
  const { database, notion, violations, kills, actors } = campaign
  // 1. One success per refresh token, and none presented after it succeeded.
  const presented = (await notion.log()).filter((one) => one.presentedPairId !== null)
  for (const pairId of new Set(presented.map((one) => one.presentedPairId))) {
    const statuses = presented.filter((one) => one.presentedPairId === pairId)
    const success = statuses.findIndex(
      (one) => one.status === 200 && (one.fault === null || one.fault === 'other-bot'),
    )
    if (success >= 0 && statuses.length > success + 1)
      violations.push(
        `a refresh token was presented again after it succeeded: ${statuses.map((one) => `${one.at} ${one.status}`).join(', ')}`,
      )
  }
  // 2. No connection waits for its person while a pair of its bot lives. 3. Our rows hold all that lives.
  const before = await connections(campaign)
  for (const of of before) await actors[0]?.order({ kind: 'read', owner: of.userId, id: of.id })
  await database.query(`UPDATE "Connection" SET "refreshNotBefore" = NULL`)
  for (const of of before) {
    const answer = await actors[0]?.order({ kind: 'read', owner: of.userId, id: of.id })
    const now = (await connections(campaign)).find((one) => one.id === of.id)
    const alive = (await notion.issued()).tokens.filter(
      (one) => one.alive && one.delivered && one.botId === of.botId,
    )
    const died = alive.every((one) =>
      kills.some((at) => one.issuedAt > at - DIED_WITH_MS && one.issuedAt < at + 500),
    )
    if (now?.state === 'reconnect_required' && alive.length > 0 && !died)
      violations.push(
        `a connection waits for its person (${now.stateReason}) while of its bot live: ${alive.map((one) => `${one.use} of ${new Date(one.issuedAt).toISOString()}`).join(', ')}; ${JSON.stringify(now)}`,
      )
    if (now?.state === 'reconnect_required' && now.stateReason === 'access_removed' && kills.length === 0)
      violations.push('a connection says that the access was removed, and nobody removed it')
    if (now?.state === 'active' && answer?.outcome !== 'read' && kills.length === 0)
      campaign.tried.set(`unread: ${answer?.outcome}`, 1)
  }
  const holdings = await actors[0]?.order({ kind: 'holdings' })
  const held = new Set(holdings?.outcome.split(' '))
  for (const one of (await notion.issued()).tokens)
    if (one.alive && one.delivered && !held.has(digest(one.token)))
      if (!kills.some((at) => one.issuedAt > at - DIED_WITH_MS && one.issuedAt < at + 500))
        violations.push(
          `a delivered ${one.use} token lives that our rows don't hold: issued ${new Date(one.issuedAt).toISOString()}, bot ${one.botId} ${holdings?.outcome.slice(0, 40)}`,
        )
}

async function run(seed: number): Promise<string[]> {
  const name = `latchkey_campaign_${process.pid}_${seed}`
  const server = new pg.Client({ connectionString: SERVER })
  await server.connect()
  await server.query(`CREATE DATABASE ${name}`)
  const url = new URL(SERVER)
  url.pathname = `/${name}`
  const emulator = await startEmulator(APP)
  const variables = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LATCHKEY_IGNORE_DOTENV: '1',
    LOG_LEVEL: 'info',
    AUTH_URL: APP,
    ...sharedSecrets(),
    ...emulator.variables,
  } as unknown as NodeJS.ProcessEnv
  Object.assign(process.env, variables, { DATABASE_URL: url.href, LOG_LEVEL: 'silent' })
  const { migrate } = await import('../lib/database')
  await migrate({ url: url.href })
  const database = new pg.Client({ connectionString: url.href })
  await database.connect()
  const notion = notionAdmin(emulator)
  const chance = random(seed)
  const actors: Actor[] = []
  for (let one = 0; one < PROCESSES; one++) actors.push(new Actor(variables, await databaseProxy(url.href)))
  const campaign: Campaign = {
    seed,
    emulator,
    notion,
    database,
    actors,
    chance,
    kills: [],
    violations: [],
    tried: new Map(),
  }
  const { checkInstallation } = await import('../lib/accounts')
  const { appVault } = await import('../lib/bootstrap/app-vault')
  const { closeDatabase } = await import('../lib/database')
  await checkInstallation(appVault()).catch(() => {})
  await closeDatabase()
  const scopes = ['token', 'pair', 'bot'] as const
  await notion.switches({
    revokeScope: scopes[Math.floor(chance() * scopes.length)] ?? 'pair',
    reuseDetection: chance() < 0.3 ? 'revokeFamily' : 'none',
  })
  const found: string[] = []
  try {
    for (let round = 1; round <= rounds; round++) {
      await notion.clearLog()
      campaign.violations.length = 0
      const roundBegan = Date.now()
      const known = await connections(campaign)
      const acts: Promise<void>[] = []
      const anyActor = () => actors[Math.floor(chance() * actors.length)] as Actor
      const later = (act: () => Promise<void>) => {
        const wait = Math.floor(chance() * ROUND_MS)
        acts.push(delay(wait).then(act))
      }
      if (chance() < 0.8) later(async () => void (await notion.expire()))
      for (let one = 0; one < 1 + Math.floor(chance() * 4); one++) {
        const actor = anyActor()
        later(() => signIn(campaign, actor))
      }
      for (const of of known) {
        for (let one = 0; one < 6; one++) {
          const actor = anyActor()
          later(() => read(campaign, actor, of))
        }
        if (chance() < 0.12) {
          const actor = anyActor()
          later(() => end(campaign, actor, of, roundBegan))
        }
      }
      for (let one = 0; one < Math.floor(chance() * 4); one++) {
        const actor = anyActor()
        later(() => fault(campaign, actor))
      }
      await Promise.all(acts)
      await heal(campaign)
      await check(campaign)
      for (const violation of new Set(campaign.violations)) {
        found.push(`seed ${seed} round ${round}: ${violation}`)
        console.log(found.at(-1))
      }
    }
  } finally {
    const summary = [...campaign.tried].sort().map(([what, times]) => `${what} ${times}`)
    console.log(`seed ${seed}: ${rounds} rounds, ${found.length} violations\n  ${summary.join('\n  ')}`)
    for (const actor of actors) await actor.end()
    if (process.env.CAMPAIGN_LOG) {
      const { writeFileSync } = await import('node:fs')
      writeFileSync(process.env.CAMPAIGN_LOG, actors.map((one, at) => `== ${at}\n${one.output}`).join('\n'))
    }
    await database.end()
    await emulator.end()
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await server.end()
  }
  return found
}

const all: string[] = []
for (let seed = firstSeed; seed < firstSeed + seeds; seed++) all.push(...(await run(seed)))
console.log(`${seeds} seeds of ${rounds} rounds: ${all.length} violations`)
process.exit(all.length > 0 ? 1 : 0)
