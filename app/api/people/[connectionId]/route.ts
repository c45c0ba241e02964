import type { NextRequest } from 'next/server'
import { toErrorView } from '@/app/_lib/error-view'
import { requestSession } from '@/app/_lib/request-session'
import { PRIVATE_HEADERS } from '@/app/_lib/responses'
import { toPeopleChoice } from '@/components/people/people-choice'
import { appVault } from '@/lib/bootstrap'
import { loadWorkspace, readPeople } from '@/lib/content'
import { parseConnectionId } from '@/lib/token-vault'

type Props = { params: Promise<{ connectionId: string }> }

const json = (body: object, status = 200) => Response.json(body, { status, headers: PRIVATE_HEADERS })

const BATCH_SIZE = 100
/** Of more, a filter names people in a field. */
const MAX_PEOPLE = 1_000

/** The people of a workspace, for a filter by person: a hundred, or up to `upTo`, with one call for each hundred. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const session = await requestSession()
  if (session instanceof Response) return session
  if (!session) return json({ error: 'signed_out' }, 401)
  const connection = parseConnectionId((await params).connectionId)
  const workspace =
    connection && (await loadWorkspace(appVault(), session.user.id, connection, request.signal))
  if (!workspace) return json({ error: 'not_found' }, 404)
  try {
    const upTo = Number(request.nextUrl.searchParams.get('upTo')) || 0
    const wanted = Math.min(Math.max(upTo, BATCH_SIZE), MAX_PEOPLE)
    const { people, hasMore } = await readPeople(workspace.people, { wanted })
    return json(toPeopleChoice(people, hasMore && people.length < MAX_PEOPLE))
  } catch (error) {
    // The form asks for a name instead. Errors that aren't Notion's are thrown on.
    toErrorView(error)
    return json({ error: 'unavailable' }, 503)
  }
}
