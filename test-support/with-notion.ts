import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import {
  type ConnectIntent,
  commitSignIn,
  newSessionToken,
  notionSignIn,
  type ProvenIdentity,
  type ReceivedAuthorization,
  type SignInResult,
} from '@/lib/accounts'
import { CALLBACK_PATH, config } from '@/lib/config'
import { readAuthorization } from '@/lib/notion'
import type { ConnectionId, ReceivedPair, UserId } from '@/lib/token-vault'
import { type RunningEmulator, startEmulator } from '@/packages/notion-emulator'
import { type EmulatorPerson, type NotionAdmin, notionAdmin } from './notion-admin'
import { vault } from './vault'

/** One person with one connection, made through the core and over HTTP, as a sign-in makes it. */
export interface Connected {
  readonly owner: UserId
  readonly id: ConnectionId
  readonly botId: string
  readonly cookie: string
  readonly kept: SignInResult
}

export interface Authorization {
  readonly person?: number
  readonly workspace?: number
  readonly pageIds?: 'all' | 'none'
}

/** A sign-in with Notion that is not committed yet. */
export interface ReceivedSignIn {
  readonly received: ReceivedPair
  readonly identity: ProvenIdentity
  readonly authorization: ReceivedAuthorization
}

export interface TestNotion {
  readonly notion: NotionAdmin
  /** Grants access in Notion and returns the authorization code. */
  approve(choice?: Authorization): Promise<string>
  /** Grants access and receives the pair: it is written ahead and not committed yet. */
  receive(choice?: Authorization): Promise<ReceivedSignIn>
  /** `receive`, then commits: a sign-in, or a connect when an intent and its session's cookie are given. */
  connect(
    choice?: Authorization & { cookie?: string | null; intent?: ConnectIntent | null },
  ): Promise<Connected>
  /** Has the token expire and the answer to its refresh get lost: Notion acted, and nobody has the new pair. */
  loseRefresh(of: Connected): Promise<void>
  people(): Promise<EmulatorPerson[]>
}

const DEVICE = { userAgent: 'a test', ipPrefix: null }

/** An emulator for the tests of one file, empty before each of them. */
export function withNotion(): TestNotion {
  let running: RunningEmulator | undefined
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-notion-'))
  const client = { id: '', secret: '' }
  const redirectUri = () => `${config().authUrl}${CALLBACK_PATH}`

  const admin = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${running?.url}/_admin${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} /_admin${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }

  beforeAll(async () => {
    client.id = process.env.NOTION_CLIENT_ID ?? ''
    client.secret = process.env.NOTION_CLIENT_SECRET ?? ''
    running = await startEmulator({
      port: 0,
      data: folder,
      client: { ...client, redirectUris: [`${process.env.AUTH_URL}${CALLBACK_PATH}`] },
    })
    // Before the configuration of this test file is parsed at its first use.
    vi.stubEnv('NOTION_API_URL', running.url)
    config()
  })
  beforeEach(async () => {
    await admin('POST', '/reset')
  })
  afterAll(async () => {
    await running?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const notion = notionAdmin({ admin })

  async function approve({ person = 0, workspace = 0, pageIds = 'all' }: Authorization = {}) {
    const who = (await notion.people())[person]
    const chosen = who?.workspaces[workspace]
    if (!who || !chosen) throw new Error('the emulator has no such person or workspace')
    const { code } = await admin<{ code: string }>('POST', '/approve', {
      client_id: client.id,
      redirect_uri: redirectUri(),
      personId: who.id,
      workspaceId: chosen.id,
      pageIds,
    })
    return code
  }

  async function receive(choice: Authorization = {}): Promise<ReceivedSignIn> {
    const code = await approve(choice)
    const redeemed = await vault().redeemCode({ code, redirectUri: redirectUri(), startedBy: null })
    if (redeemed.kind !== 'received') throw new Error(`the exchange ended as ${redeemed.kind}`)
    const { received, body } = redeemed
    const answer = readAuthorization(body)
    if (typeof answer === 'string') throw new Error(answer)
    const authorization = { ...answer, received }
    return { received, identity: notionSignIn(authorization).identity, authorization }
  }

  return {
    notion,
    people: () => notion.people(),
    approve,
    receive,
    async loseRefresh({ owner, id }) {
      await notion.expire()
      await notion.fault({ route: 'POST /v1/oauth/token', kind: 'drop-after' })
      await vault()
        .notionClientFor(owner, id)
        .users.me({})
        .catch(() => {})
    },
    async connect({ cookie = null, intent = null, ...choice } = {}) {
      const { identity, authorization } = await receive(choice)
      const kept = await commitSignIn(vault(), {
        identity,
        authorization,
        cookies: cookie === null ? [] : [cookie],
        intent,
        fresh: newSessionToken(),
        device: DEVICE,
      })
      const all = await vault().listConnections(kept.userId)
      const connection = all.find((one) => one.workspaceId === authorization.workspaceId)
      if (!connection) throw new Error('the connection is not there')
      return {
        owner: kept.userId,
        id: connection.id,
        botId: authorization.botId,
        cookie: kept.sessionToken,
        kept,
      }
    },
  }
}
