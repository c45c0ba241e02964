import { z } from 'zod'

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
  owner: z.union([z.object({ user: person }), z.object({ type: z.literal('workspace') })]),
})

/** Who authorized which workspace, as a token response says. */
export interface NotionAuthorization {
  readonly botId: string
  readonly workspaceId: string
  readonly workspaceName: string | null
  readonly workspaceIcon: string | null
  readonly person: {
    readonly id: string
    readonly name: string | null
    readonly email: string | null
    readonly emailVerified: boolean
  }
}

/**
 * Reads who authorized what out of a token response, after its pair was received. Missing email, partial owner, null
 * names and icons that are emoji are all normal; names and icons of another kind are as if they were missing.
 */
export function readAuthorization(body: unknown): NotionAuthorization | 'workspace-owner' | 'bad-answer' {
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
    person: {
      id: user.id,
      name: user.name ?? null,
      email: user.person?.email ?? null,
      emailVerified: user.person?.email_verified ?? false,
    },
  }
}
