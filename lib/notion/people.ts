import type { Client } from '@notionhq/client'
import { continuationOf, readBatch, resultsOf } from './batch'
import { asString, idOrIndex, readOrNull } from './parse-values'
import type { PeopleBatch, PersonView, User } from './views'

const UNKNOWN_PERSON = { name: null, kind: 'unknown', email: null, avatarUrl: null } as const

const textOrNull = (value: unknown): string | null => (value == null ? null : asString(value))

function toPersonView(user: User): PersonView {
  const id = asString(user.id)
  if (!('type' in user)) return { id, ...UNKNOWN_PERSON }
  return {
    id,
    name: textOrNull(user.name),
    kind: user.type === 'person' || user.type === 'bot' ? user.type : 'unknown',
    email: (user.type === 'person' && textOrNull(user.person?.email)) || null,
    avatarUrl: textOrNull(user.avatar_url),
  }
}

/**
 * Members and bots of the workspace, no guests, 100 at most: one call.
 *
 * @throws {NotionRefused} 403: the connection may not see people @throws {NotionUnavailable} and what the authorized client throws
 * @see https://developers.notion.com/reference/get-users
 */
export async function readPeople(client: Client, cursor: string | null): Promise<PeopleBatch> {
  const answer = await readBatch(cursor, (start) => client.users.list({ ...start }))
  const people = resultsOf(answer).map(
    (found, place): PersonView =>
      readOrNull('person', () => toPersonView(found as User)) ?? {
        id: idOrIndex(found, place),
        ...UNKNOWN_PERSON,
        unreadable: true,
      },
  )
  return { people, ...continuationOf(answer, cursor) }
}
