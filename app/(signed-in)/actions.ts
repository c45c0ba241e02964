'use server'
import { notFound, redirect } from 'next/navigation'
import { beginConnect, requireSessionForForm, safeReturnTo } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { parseConnectionId } from '@/lib/token-vault'
import { waitPageIfLimited } from '../_lib/rate-limit'

/** "Connect workspace", "Reconnect" and "Change shared pages". */
export async function connect(form: FormData): Promise<void> {
  const returnTo = safeReturnTo(form.get('returnTo'), '/workspaces')
  const { user } = await requireSessionForForm(returnTo)
  const wait = await waitPageIfLimited('connect', user.id, returnTo)
  if (wait) redirect(wait)
  const purpose = form.get('purpose')
  if (purpose !== 'reconnect' && purpose !== 'change_pages')
    return beginConnect(appVault(), { purpose: 'connect', returnTo })
  const id = parseConnectionId(form.get('connectionId'))
  if (!id || !(await appVault().findConnection(user.id, id))) notFound()
  return beginConnect(appVault(), { purpose, connectionId: id, returnTo })
}
