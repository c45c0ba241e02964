import { buildId } from '@/lib/config'

/** The process answers, and says which build it runs. */
export function GET(): Response {
  return Response.json({ status: 'live', build: buildId() }, { headers: { 'cache-control': 'no-store' } })
}
