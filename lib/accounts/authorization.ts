import { z } from 'zod'
import { db } from '../database'
import type { CodeExchange, TokenVault } from '../token-vault'
import type { ConnectIntent } from './intents'
import { firstLiveSession } from './sessions'

/**
 * Writes down that a code is about to be exchanged, for whoever is known to have begun it: the person of the
 * intent, or of the browser's session.
 *
 * @throws what the database throws; then the code must not be sent
 */
export async function beginExchange(
  vault: TokenVault,
  intent: ConnectIntent | null,
  sessionTokens: readonly string[],
): Promise<CodeExchange> {
  const known = intent ?? (await firstLiveSession(await db(), sessionTokens))?.session
  return vault.beginCodeExchange(known?.userId ?? null)
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
