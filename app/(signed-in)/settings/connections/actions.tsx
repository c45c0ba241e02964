'use server'
import { revalidatePath } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { waitPageIfLimited } from '@/app/_lib/rate-limit'
import { AccessReportView } from '@/components/connections/access-report'
import { wasDisconnected } from '@/lib/activity'
import { requireSessionForForm } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { capabilitiesFrom } from '@/lib/notion'
import { parseConnectionId } from '@/lib/token-vault'

const HERE = '/settings/connections'

/** "Check access". */
export async function checkConnection(_before: ReactNode, form: FormData): Promise<ReactNode> {
  const { user } = await requireSessionForForm(HERE)
  const wait = await waitPageIfLimited('checks', user.id, HERE)
  if (wait) redirect(wait)
  const id = parseConnectionId(form.get('connectionId'))
  const report = id && (await appVault().checkAccess(user.id, id))
  if (!report) notFound()
  // Every page shows a banner for connections that no longer work.
  if (report.outcome === 'reconnect_required') revalidatePath('/', 'layout')
  const capabilities = report.outcome === 'works' ? capabilitiesFrom(report.scope) : []
  return <AccessReportView checked={{ report, capabilities }} />
}

/** "Disconnect". */
export async function disconnectWorkspace(form: FormData): Promise<void> {
  const { user } = await requireSessionForForm(HERE)
  const id = parseConnectionId(form.get('connectionId'))
  if (!id) notFound()
  const ended = await appVault().disconnect(user.id, id)
  // A form sent twice, or from a tab that still showed the connection.
  if (!ended && (await wasDisconnected(user.id, id))) redirect(`${HERE}?notice=already-disconnected`)
  if (!ended) notFound()
  revalidatePath('/', 'layout')
  redirect(`${HERE}?disconnected=${ended.revocation}`)
}
