import { z } from 'zod'

/** Longer than any real name or image URL. */
const MAX_DECORATION = 4_000

// Only ids are required. Names and icons are optional: if one is invalid it becomes null, and the person can still sign in.
const decoration = z
  .string()
  // PostgreSQL can't store this character.
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
  owner: z.union([z.object({ user: person }), z.object({ type: z.literal('workspace') })]),
})

const isWebAddress = (text: string | null | undefined): text is string =>
  /^https?:\/\//.test(text ?? '') && URL.canParse(text ?? '')

/** Who authorized which workspace, from a token response. */
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
    /** Null: they have no picture. */
    readonly avatarUrl: string | null
  }
}

/**
 * Reads the person and workspace from a token response, after its pair was stored. A missing email, a partial owner, null
 * names and emoji icons are normal; names and icons of an unexpected type count as missing.
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
      avatarUrl: isWebAddress(user.avatar_url) ? user.avatar_url : null,
    },
  }
}
