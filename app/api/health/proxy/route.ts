import { textResponse } from '@/app/_lib/responses'
import { buildId, isProbeProof, PROBE_HEADER } from '@/lib/config'

const REPORTED_HEADERS = [
  'host',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-for',
  'origin',
] as const
/** Delay before the second half of the response: a proxy that buffers delivers both halves together. */
const PAUSE_MS = 1_500

/**
 * Reports which headers of a request from `npm run doctor` reach this process. Anyone without our AUTH_SECRET gets a
 * 404.
 */
function answer(request: Request): Response {
  if (!isProbeProof(request.headers.get(PROBE_HEADER)))
    return textResponse(404, 'There is no page at this address.')
  const headers = Object.fromEntries(REPORTED_HEADERS.map((name) => [name, request.headers.get(name)]))
  const first = JSON.stringify({ build: buildId(), method: request.method, headers })
  const bytes = new TextEncoder()
  let later: NodeJS.Timeout
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.encode(`${first}\n`))
      later = setTimeout(() => {
        controller.enqueue(bytes.encode('end\n'))
        controller.close()
      }, PAUSE_MS)
    },
    cancel: () => clearTimeout(later),
  })
  return new Response(body, {
    // The same type as our pages, because a proxy may buffer or compress by type.
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}

export { answer as GET, answer as POST }
