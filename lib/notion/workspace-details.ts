import type { Client } from '@notionhq/client'
import { z } from 'zod'
import { NotionUnavailable } from '../errors'
import { callNotion } from './api'
import type { WorkspaceDetails } from './views'

// Only the id is required. Any other invalid member counts as missing: Notion adds members without notice, and some bots
// have `bot: {}`.
const nullableText = z.string().nullish().catch(null)
const selfSchema = z.object({
  id: z.string(),
  name: nullableText,
  bot: z
    .object({
      workspace_name: nullableText,
      workspace_limits: z
        .object({ max_file_upload_size_in_bytes: z.number().nullish().catch(null) })
        .nullish()
        .catch(null),
      owner: z
        .object({
          user: z
            .object({ name: nullableText, person: z.object({ email: nullableText }).nullish().catch(null) })
            .nullish()
            .catch(null),
        })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
})

/**
 * Reads the connection's own bot, workspace and owner from `users.me`. One call.
 *
 * @throws {NotionUnavailable} @throws {NotionRefused} and errors of the authorized client
 * @see https://developers.notion.com/reference/get-self
 */
export async function readWorkspaceDetails(client: Client): Promise<WorkspaceDetails> {
  const parsed = selfSchema.safeParse(await callNotion(() => client.users.me({})))
  if (!parsed.success) throw new NotionUnavailable('bad_answer', null, null)
  const { id, name, bot } = parsed.data
  const user = bot?.owner?.user
  return {
    workspaceName: bot?.workspace_name ?? null,
    bot: { id, name: name ?? null },
    authorizedBy: user ? { name: user.name ?? null, email: user.person?.email ?? null } : null,
    maxUploadBytes: bot?.workspace_limits?.max_file_upload_size_in_bytes ?? null,
  }
}
