import type { GetSelfResponse, UserObjectResponse } from '@notionhq/client'
import type { StandIn } from '../server'
import type { Bot } from '../state'
import type { Person, Workspace } from '../world'

export const CONNECTION_NAME = 'Latchkey'
const FREE_PLAN_UPLOAD_BYTES = 5_242_880

export function personObject(person: Person, withEmail: boolean): UserObjectResponse {
  return {
    object: 'user',
    id: person.id,
    name: person.name,
    avatar_url: person.avatarUrl,
    type: 'person',
    person: withEmail ? { email: person.email } : {},
  }
}

/** The connection itself as a user. */
export function botObject(standIn: StandIn, bot: Bot, workspace: Workspace): GetSelfResponse {
  const { switches } = standIn.store.state
  const person = workspace.members.find((one) => one.id === bot.personId)
  if (!person) throw new Error('a bot of a person who is no member')
  const email = bot.scopes.includes('read_user_with_email') ? { email: person.email } : {}
  const user = {
    object: 'user' as const,
    id: person.id,
    name: person.name,
    avatar_url: person.avatarUrl,
    type: 'person' as const,
    person: email,
  }
  return {
    object: 'user',
    id: bot.id,
    name: CONNECTION_NAME,
    avatar_url: null,
    type: 'bot',
    bot: {
      owner:
        switches.owner === 'workspace'
          ? { type: 'workspace', workspace: true }
          : { type: 'user', user: switches.owner === 'partial' ? { object: 'user', id: person.id } : user },
      workspace_id: workspace.id,
      workspace_name: switches.workspaceNameNull ? null : workspace.name,
      workspace_limits: { max_file_upload_size_in_bytes: FREE_PLAN_UPLOAD_BYTES },
    },
  }
}
