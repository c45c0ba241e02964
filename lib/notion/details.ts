import type { Client } from '@notionhq/client'
import { z } from 'zod'
import { NotionUnavailable } from '../errors'
import { call } from './api'
import type { WorkspaceDetails } from './views'

// Only the id is needed. What else cannot be read is as if Notion had not told it: it adds members without notice, and
// other bots answer with `bot: {}`.
const text = z.string().nullish().catch(null)
const self = z.object({
  id: z.string(),
  name: text,
  bot: z
    .object({
      workspace_name: text,
      workspace_limits: z
        .object({ max_file_upload_size_in_bytes: z.number().nullish().catch(null) })
        .nullish()
        .catch(null),
      owner: z
        .object({
          user: z
            .object({ name: text, person: z.object({ email: text }).nullish().catch(null) })
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
 * What Notion says of the connection itself: one call, `users.me`.
 *
 * @throws {NotionUnavailable} @throws {NotionRefused} and what the door throws
 * @see https://developers.notion.com/reference/get-self
 */
export async function readWorkspaceDetails(client: Client): Promise<WorkspaceDetails> {
  const parsed = self.safeParse(await call(() => client.users.me({})))
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
