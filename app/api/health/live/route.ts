import { buildId } from '@/lib/config'

/** Liveness: the process answers, with the build that it runs. */
export function GET(): Response {
  return Response.json({ status: 'live', build: buildId() }, { headers: { 'cache-control': 'no-store' } })
}
