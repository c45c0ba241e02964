'use server'
import { revalidatePath } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import { requireSession, safeReturnTo } from '@/lib/auth'
import { forgetReads } from '@/lib/browse'
import { parseConnectionId } from '@/lib/connections'

/** "Refresh": reads the page anew from Notion. */
export async function refresh(form: FormData): Promise<void> {
  const { user } = await requireSession('/workspaces')
  const id = parseConnectionId(form.get('connectionId'))
  if (!id || !(await forgetReads(user.id, id))) notFound()
  revalidatePath(`/workspaces/${id}`, 'layout')
  redirect(safeReturnTo(form.get('returnTo'), `/workspaces/${id}`))
}
