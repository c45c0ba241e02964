import type { GetSelfResponse, PartialUserObjectResponse, UserObjectResponse } from '@notionhq/client'
import { CONNECTION_NAME, type Emulator } from '../http/context'
import type { Bot } from '../state/store'
import type { Member, Workspace, WorldBot } from '../world'

const FREE_PLAN_UPLOAD_BYTES = 5_242_880

/** Whether the connection may know who somebody is. */
export const seesPeople = (bot: Bot): boolean => bot.scopes.some((scope) => scope.startsWith('read_user_'))

/** A member as this connection may see them: with an address only with the capability for it. */
export function personObject(bot: Bot, person: Member): UserObjectResponse {
  const withEmail = bot.scopes.includes('read_user_with_email') && person.email !== null
  return {
    object: 'user',
    id: person.id,
    name: person.name,
    avatar_url: person.avatarUrl,
    type: 'person',
    person: withEmail ? { email: person.email } : {},
  }
}

/** Another connection of the workspace. */
export function otherBotObject(workspace: Workspace, bot: WorldBot): UserObjectResponse {
  return {
    object: 'user',
    id: bot.id,
    name: bot.name,
    avatar_url: bot.avatarUrl,
    type: 'bot',
    bot:
      bot.owner === 'unknown'
        ? {}
        : {
            owner: { type: 'workspace', workspace: true },
            workspace_id: workspace.id,
            workspace_name: workspace.name,
            workspace_limits: { max_file_upload_size_in_bytes: FREE_PLAN_UPLOAD_BYTES },
          },
  }
}

/**
 * A user named in a property, a text or a comment: all that the connection may see, or only the
 * id without the capability to read users, and for people who left the workspace.
 */
export function userValue(
  { bot, workspace }: { readonly bot: Bot; readonly workspace: Workspace },
  id: string,
): UserObjectResponse | PartialUserObjectResponse {
  const person = seesPeople(bot) ? workspace.members.find((one) => one.id === id) : undefined
  return person ? personObject(bot, person) : { object: 'user', id }
}

/** The connection itself as a user. */
export function botObject(emulator: Emulator, bot: Bot, workspace: Workspace): GetSelfResponse {
  const { switches } = emulator.store.state
  const person = workspace.members.find((one) => one.id === bot.personId)
  if (!person) throw new Error('a bot of a person who is no member')
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
          : {
              type: 'user',
              user:
                switches.owner === 'partial' ? { object: 'user', id: person.id } : personObject(bot, person),
            },
      workspace_id: workspace.id,
      workspace_name: switches.workspaceNameNull ? null : workspace.name,
      workspace_limits: { max_file_upload_size_in_bytes: FREE_PLAN_UPLOAD_BYTES },
    },
  }
}
