import type { Client } from '@notionhq/client'
import { batchEnd, readBatch, resultsOf } from './batch'
import { idOrPlace, readOrNull, textOf } from './readable'
import type { PeopleBatch, PersonView, User } from './views'

const NOTHING_TOLD = { name: null, kind: 'unknown', email: null, avatarUrl: null } as const

const textOrNull = (value: unknown): string | null => (value == null ? null : textOf(value))

function personView(user: User): PersonView {
  const id = textOf(user.id)
  if (!('type' in user)) return { id, ...NOTHING_TOLD }
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
 * @throws {NotionRefused} 403: the connection may not see people @throws {NotionUnavailable} and what the door throws
 * @see https://developers.notion.com/reference/get-users
 */
export async function readPeople(client: Client, cursor: string | null): Promise<PeopleBatch> {
  const answer = await readBatch(cursor, (start) => client.users.list({ ...start }))
  const people = resultsOf(answer).map(
    (found, place): PersonView =>
      readOrNull('person', () => personView(found as User)) ?? {
        id: idOrPlace(found, place),
        ...NOTHING_TOLD,
        unreadable: true,
      },
  )
  return { people, ...batchEnd(answer, cursor) }
}
