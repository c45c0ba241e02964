'use server'
import { notFound, redirect } from 'next/navigation'
import { beginConnect, endEverySession, endSession, requireSession } from '@/lib/auth'
import { findConnection, parseConnectionId } from '@/lib/connections'

/** "Sign out". */
export async function signOut(): Promise<void> {
  await endSession()
  redirect('/')
}

/** "Sign out everywhere". */
export async function signOutEverywhere(): Promise<void> {
  await endEverySession()
  redirect('/sign-in')
}

/** "Connect another workspace", "Reconnect" and "Change shared pages". */
export async function connect(form: FormData): Promise<void> {
  const returnTo = String(form.get('returnTo') ?? '/workspaces')
  const { user } = await requireSession('/workspaces')
  const purpose = form.get('purpose')
  if (purpose !== 'reconnect' && purpose !== 'change_pages')
    return beginConnect({ purpose: 'connect', returnTo })
  const id = parseConnectionId(form.get('connectionId'))
  if (!id || !(await findConnection(user.id, id))) notFound()
  return beginConnect({ purpose, connectionId: id, returnTo })
}
