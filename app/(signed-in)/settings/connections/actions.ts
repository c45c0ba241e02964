'use server'
import { revalidatePath } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import { waitPageIfLimited } from '@/app/_lib/rate-limit'
import type { AccessCheck } from '@/components/connections/access-report'
import { requireSessionOfForm } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { capabilitiesFrom } from '@/lib/notion'
import { parseConnectionId } from '@/lib/token-vault'

const HERE = '/settings/connections'

/** "Check access". */
export async function checkConnection(
  _before: AccessCheck | null,
  form: FormData,
): Promise<AccessCheck | null> {
  const { user } = await requireSessionOfForm(HERE)
  const wait = await waitPageIfLimited('checks', user.id, HERE)
  if (wait) redirect(wait)
  const id = parseConnectionId(form.get('connectionId'))
  const report = id && (await appVault().checkAccess(user.id, id))
  if (!report) notFound()
  // The banner of every page tells of connections that no longer work.
  if (report.outcome === 'reconnect_required') revalidatePath('/', 'layout')
  return { report, capabilities: report.outcome === 'works' ? capabilitiesFrom(report.scope) : [] }
}

/** "Disconnect". */
export async function disconnectWorkspace(form: FormData): Promise<void> {
  const { user } = await requireSessionOfForm(HERE)
  const id = parseConnectionId(form.get('connectionId'))
  const ended = id && (await appVault().disconnect(user.id, id))
  if (!ended) notFound()
  revalidatePath('/', 'layout')
  redirect(`${HERE}?disconnected=${ended.revocation}`)
}
