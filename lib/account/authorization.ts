import { z } from 'zod'
import { keepForRevocation, type SealedPair } from '../connections'
import { db } from '../database'
import { type Minted, revoke, stringField } from '../notion'
import { seal } from '../vault'

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
 * Seals a pair and writes it down as a pending revocation, due in two minutes: whoever stores it in a
 * connection deletes that row in the same transaction, so that no crash leaves it forgotten (invariant 2).
 * Takes what it can get of the body: the strict reading comes after.
 *
 * @throws what the database throws; the pair, which only this process knows, has then been revoked, once
 */
export async function receivePair(minted: Minted, body: unknown): Promise<Received> {
  const personId = stringField(user(body), 'id')
  const bound = { pairId: crypto.randomUUID(), botId: minted.botId, owner: personId }
  const pair: SealedPair = {
    pairId: bound.pairId,
    access: await seal(minted.accessToken, { use: 'access', ...bound }),
    refresh: minted.refreshToken ? await seal(minted.refreshToken, { use: 'refresh', ...bound }) : null,
  }
  const pending = {
    botId: minted.botId,
    pair,
    reason: 'received' as const,
    dueInSeconds: WRITE_AHEAD_SECONDS,
  }
  try {
    const database = await db()
    await database.$transaction((tx) =>
      keepForRevocation(tx, { ...pending, connectionId: null, userId: null, workspaceName: null }),
    )
  } catch (error) {
    // Nobody else will ever know this pair. Introspection cannot follow: there is nowhere to write its answer.
    await revoke(minted.refreshToken ?? minted.accessToken).catch(() => {})
    throw error
  }
  return { pair, botId: minted.botId, personId }
}

const person = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
  person: z.object({ email: z.string().nullish(), email_verified: z.boolean().nullish() }).nullish(),
})

const response = z.object({
  bot_id: z.string().min(1),
  workspace_id: z.string().min(1),
  workspace_name: z.string().nullish(),
  workspace_icon: z.string().nullish(),
  duplicated_template_id: z.string().nullish(),
  owner: z.union([
    z.object({ type: z.literal('user'), user: person }),
    z.object({ type: z.literal('workspace') }),
  ]),
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
 * Reads a token response strictly, after its pair was received. Missing email, partial owner, null names
 * and icons that are emoji are all normal.
 */
export function readIdentity(body: unknown): Identity | 'workspace-owner' | 'bad-answer' {
  const parsed = response.safeParse(body)
  if (!parsed.success) return 'bad-answer'
  const { owner, ...rest } = parsed.data
  if (owner.type === 'workspace') return 'workspace-owner'
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
