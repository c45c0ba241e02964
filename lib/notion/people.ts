import type { Client } from '@notionhq/client'
import { continuationOf, readBatch, resultsOf } from './batch'
import { asString, idOrIndex, readOrNull } from './parse-values'
import type { PageView, PeopleBatch, PersonView, User, UserReference } from './views'

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

/** A user that an object names; null when Notion named none. */
export const toUserReference = (user: User | null | undefined): UserReference | null =>
  readOrNull('user', () => {
    if (!user) return null
    return { id: asString(user.id), name: 'name' in user ? textOrNull(user.name) : null }
  })

/** The users that a page and its properties name. */
export function usersOf(page: PageView): UserReference[] {
  const users = [page.createdBy, page.lastEditedBy]
  for (const { value } of page.properties)
    readOrNull('people of a page', () => {
      if (value.type === 'people') users.push(...value.people.map((one) => toUserReference(one as User)))
      else if (value.type === 'created_by') users.push(toUserReference(value.created_by))
      else if (value.type === 'last_edited_by') users.push(toUserReference(value.last_edited_by))
    })
  return users.filter((user) => user !== null)
}

/**
 * Reads up to 100 members and bots of the workspace, without guests. One call.
 *
 * @throws {NotionRefused} 403: the connection may not see people @throws {NotionUnavailable} and errors of the authorized client
 * @see https://developers.notion.com/reference/get-users
 */
export async function readPeople(client: Client, cursor: string | null): Promise<PeopleBatch> {
  const answer = await readBatch(cursor, (start) => client.users.list({ ...start }))
  const people = resultsOf(answer).map(
    (found, index): PersonView =>
      readOrNull('person', () => toPersonView(found as User)) ?? {
        id: idOrIndex(found, index),
        ...UNKNOWN_PERSON,
        unreadable: true,
      },
  )
  return { people, ...continuationOf(answer, cursor) }
}
