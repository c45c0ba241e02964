import type { OauthTokenResponse } from '@notionhq/client'
import type { Emulator } from '../http/context'
import type { Bot, Pair } from '../state/store'
import { iconText } from '../world/icons'

/** The token endpoint's 200 body. */
export function tokenBody(emulator: Emulator, bot: Bot, pair: Pair, requestId: string): OauthTokenResponse {
  const { switches } = emulator.store.state
  const workspace = emulator.world.workspaces.find((one) => one.id === bot.workspaceId)
  const person = emulator.world.persons.find((one) => one.id === bot.personId)
  if (!workspace || !person) throw new Error('a bot of a world that is gone')
  const withEmail = bot.scopes.includes('read_user_with_email')
  const user = {
    object: 'user' as const,
    id: person.id,
    name: person.name,
    avatar_url: person.avatarUrl,
    type: 'person' as const,
    // Notion sends email_verified beside the address; the SDK's type does not know it yet.
    person: withEmail ? { email: person.email, email_verified: true } : ({} as { email: string }),
  }
  const owners: Record<typeof switches.owner, OauthTokenResponse['owner']> = {
    user: { type: 'user', user },
    partial: { type: 'user', user: { object: 'user', id: person.id } },
    workspace: { type: 'workspace', workspace: true },
  }
  return {
    access_token: pair.access,
    token_type: 'bearer',
    refresh_token: pair.refresh,
    bot_id: bot.id,
    workspace_name: switches.workspaceNameNull ? null : workspace.name,
    workspace_icon: switches.workspaceIconNull ? null : iconText(workspace.icon, emulator.origin),
    workspace_id: workspace.id,
    owner: owners[switches.owner],
    duplicated_template_id: switches.duplicatedTemplate ? (workspace.pages[0]?.id ?? null) : null,
    request_id: requestId,
  }
}
