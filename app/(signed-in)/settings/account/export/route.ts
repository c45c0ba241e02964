import { waitPageIfLimited } from '@/app/_lib/rate-limit'
import { requestSession } from '@/app/_lib/request-session'
import { PRIVATE_HEADERS } from '@/app/_lib/responses'
import { exportAccount, isFreshSession } from '@/lib/accounts'
import { seeOther } from '@/lib/auth'
import { log } from '@/lib/config'
import { FRESH_SIGN_IN_MINUTES } from '../_lib/fresh-sign-in'

const ACCOUNT = '/settings/account'

/** Sends each piece when the one before was taken. */
function streamed(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        log.error({ err: error }, 'an export broke off')
        controller.error(error)
      }
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}

/** "Export my data". */
export async function GET(): Promise<Response> {
  const session = await requestSession()
  if (session instanceof Response) return session
  if (!session) return seeOther(`/sign-in?returnTo=${encodeURIComponent(ACCOUNT)}`)
  const { user, sessionId } = session
  if (!(await isFreshSession(user.id, sessionId, FRESH_SIGN_IN_MINUTES)))
    return seeOther(`${ACCOUNT}?export=sign-in#data`)
  const wait = await waitPageIfLimited('exports', user.id, ACCOUNT)
  if (wait) return seeOther(wait)
  const day = new Date().toISOString().slice(0, 10)
  return new Response(streamed(exportAccount(user.id)), {
    headers: {
      ...PRIVATE_HEADERS,
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="latchkey-export-${day}.json"`,
      // nginx would hold it back until it is complete.
      'x-accel-buffering': 'no',
    },
  })
}
