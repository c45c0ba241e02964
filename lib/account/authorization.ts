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
