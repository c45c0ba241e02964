import type { Client } from '@notionhq/client'
import { call } from './api'
import { batchFrom, nextCursorOf } from './batch'
import type { PeopleBatch, PersonView, User } from './views'

function personView(user: User): PersonView {
  if (!('type' in user)) return { id: user.id, name: null, kind: 'unknown', email: null, avatarUrl: null }
  return {
    id: user.id,
    name: user.name,
    kind: user.type,
    email: (user.type === 'person' && user.person?.email) || null,
    avatarUrl: user.avatar_url,
  }
}

/**
 * Members and bots of the workspace, no guests, 100 at most: one call.
 *
 * @throws {NotionRefused} 403: the connection may not see people @throws {NotionUnavailable} and what the door throws
 * @see https://developers.notion.com/reference/get-users
 */
export async function readPeople(client: Client, cursor: string | null): Promise<PeopleBatch> {
  const answer = await call(() => client.users.list(batchFrom(cursor)))
  return { people: answer.results.map(personView), nextCursor: nextCursorOf(answer) }
}
