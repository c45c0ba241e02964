'use server'
import { revalidatePath } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import { requireSessionForForm, safeReturnTo } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { parseConnectionId } from '@/lib/token-vault'

/** "Refresh": loads the page from Notion again. */
export async function refresh(form: FormData): Promise<void> {
  const id = parseConnectionId(form.get('connectionId'))
  const here = safeReturnTo(form.get('returnTo'), id ? `/workspaces/${id}` : '/workspaces')
  const { user } = await requireSessionForForm(here)
  if (!id || !(await appVault().invalidateContent(user.id, id))) notFound()
  revalidatePath(`/workspaces/${id}`, 'layout')
  redirect(here)
}
