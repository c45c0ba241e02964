import { textResponse } from '@/app/_lib/responses'
import { buildId, isProbeProof, PROBE_HEADER } from '@/lib/config'

const REPORTED_HEADERS = [
  'host',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-for',
  'origin',
] as const
/** The second half of a streamed answer comes this much later: a proxy that buffers sends both together. */
const PAUSE_MS = 1_500

/**
 * What arrives here of a request that `npm run doctor` sent to AUTH_URL. Only for who has our AUTH_SECRET; to
 * everybody else the address does not exist.
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
    // As our pages are sent: a proxy decides by the type whether it buffers or compresses.
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}

export { answer as GET, answer as POST }
