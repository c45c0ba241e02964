import { readiness } from '@/lib/accounts'
import { appVault } from '@/lib/bootstrap'

/** Readiness: the database answers, has every migration, and its clock agrees with ours. */
export async function GET(): Promise<Response> {
  const report = await readiness(appVault())
  return Response.json(report, { status: report.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
