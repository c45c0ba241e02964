import { z } from 'zod'
import { log } from '../config'
import { db, inTransaction } from '../database'
import { type IssuedTokens, stringField } from '../notion'
import {
  beginCodeExchange,
  type CodeExchange,
  endCodeExchange,
  holdingPair,
  keepForRevocation,
  pause,
  type SealedPair,
} from '../token-vault'
import { seal } from '../token-vault/crypto'
import type { ConnectIntent } from './intents'
import { firstLiveSession } from './sessions'

/** A received pair waits this long for its transaction before it counts as not kept. */
const WRITE_AHEAD_SECONDS = 120

/** A pair that Notion gave us, sealed and written down, before anything else was looked at. */
export interface Received {
  readonly pair: SealedPair
  readonly botId: string | null
  readonly personId: string | null
}

const owner = (body: unknown) =>
  typeof body === 'object' && body !== null && 'owner' in body ? body.owner : null
const user = (body: unknown) => {
  const value = owner(body)
  return typeof value === 'object' && value !== null && 'user' in value ? value.user : null
}

/**
 * Writes down that a code is about to be exchanged, for whoever is known to have begun it: the person of the
 * intent, or of the browser's session.
 *
 * @throws what the database throws; then the code must not be sent
 */
export async function beginExchange(
  intent: ConnectIntent | null,
  sessionTokens: readonly string[],
): Promise<CodeExchange> {
  const known = intent ?? (await firstLiveSession(await db(), sessionTokens))?.session
  return beginCodeExchange(known?.userId ?? null)
}

const FIRST_PAUSE_MS = 100
const MAX_PAUSE_MS = 5_000

/**
 * Seals a pair and writes it down as a pending revocation, due in two minutes: whoever stores it in a
 * connection deletes that row in the same transaction, so that no crash leaves it forgotten (invariant 2).
 * Takes what it can get of the body: the strict reading comes after.
 *
 * @throws what the database throws. This process then keeps the pair and writes it, due at once, as soon as
 *   the database takes it. Nothing is revoked before: a connection may live by the same bot
 */
export async function receivePair(
  minted: IssuedTokens,
  body: unknown,
  exchange: CodeExchange,
): Promise<Received> {
  const personId = stringField(user(body), 'id')
  const bound = { pairId: crypto.randomUUID(), botId: minted.botId, owner: personId }
  const pair: SealedPair = {
    pairId: bound.pairId,
    access: await seal(minted.accessToken, { use: 'access', ...bound }),
    refresh: minted.refreshToken ? await seal(minted.refreshToken, { use: 'refresh', ...bound }) : null,
    mintedAfter: exchange.startedAt,
  }
  const write = (dueInSeconds: number): Promise<SealedPair> =>
    inTransaction(async (tx) => {
      await endCodeExchange(tx, exchange)
      const [now] = await tx.$queryRaw<{ at: Date }[]>`SELECT (clock_timestamp())::timestamptz(3) AS "at"`
      const dated = { ...pair, mintedBefore: now?.at ?? null }
      await keepForRevocation(tx, {
        botId: minted.botId,
        pair: dated,
        reason: 'received',
        dueInSeconds,
        connectionId: null,
        userId: null,
        workspaceName: null,
      })
      return dated
    })
  const held = { issuedBy: 'sign-in' as const, connection: null, bot: minted.botId }
  try {
    const written = await holdingPair(held, () => write(WRITE_AHEAD_SECONDS))
    return { pair: written, botId: minted.botId, personId }
  } catch (error) {
    void holdingPair(held, () => writeUntilStored(write))
    throw error
  }
}

/** Nobody else will ever know this pair, so it is written for as long as that takes. */
async function writeUntilStored(write: (dueInSeconds: number) => Promise<unknown>): Promise<void> {
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, MAX_PAUSE_MS)) {
    await pause(wait)
    try {
      await write(0)
      return
    } catch (error) {
      log.error({ err: error }, 'a received pair could not be written yet; trying again')
    }
  }
}

/** Longer than any name, and than any address of a picture that browsers load. */
const MAX_DECORATION = 4_000

// What identifies is required. The rest decorates: what of it cannot be read is null, and the person signs in.
const decoration = z
  .string()
  // PostgreSQL keeps no text with this character.
  .transform((text) => text.replaceAll('\u0000', '').slice(0, MAX_DECORATION))
  .nullish()
  .catch(null)

const person = z.object({
  id: z.string().min(1),
  name: decoration,
  avatar_url: decoration,
  person: z
    .object({ email: decoration, email_verified: z.boolean().nullish().catch(null) })
    .nullish()
    .catch(null),
})

const response = z.object({
  bot_id: z.string().min(1),
  workspace_id: z.string().min(1),
  workspace_name: decoration,
  workspace_icon: decoration,
  duplicated_template_id: decoration,
  owner: z.union([z.object({ user: person }), z.object({ type: z.literal('workspace') })]),
})

/** Who authorized which workspace, out of the token response. */
export interface Identity {
  readonly botId: string
  readonly workspaceId: string
  readonly workspaceName: string | null
  readonly workspaceIcon: string | null
  readonly duplicatedTemplateId: string | null
  readonly person: {
    readonly id: string
    readonly name: string | null
    readonly email: string | null
    readonly emailVerified: boolean
    readonly image: string | null
  }
}

/**
 * Reads who authorized what out of a token response, after its pair was received. Missing email, partial owner, null
 * names and icons that are emoji are all normal; names and icons of another kind are as if they were missing.
 */
export function readIdentity(body: unknown): Identity | 'workspace-owner' | 'bad-answer' {
  const parsed = response.safeParse(body)
  if (!parsed.success) return 'bad-answer'
  const { owner, ...rest } = parsed.data
  if (!('user' in owner)) return 'workspace-owner'
  const { user } = owner
  return {
    botId: rest.bot_id,
    workspaceId: rest.workspace_id,
    workspaceName: rest.workspace_name ?? null,
    workspaceIcon: rest.workspace_icon ?? null,
    duplicatedTemplateId: rest.duplicated_template_id ?? null,
    person: {
      id: user.id,
      name: user.name ?? null,
      email: user.person?.email ?? null,
      emailVerified: user.person?.email_verified ?? false,
      image: user.avatar_url ?? null,
    },
  }
}
