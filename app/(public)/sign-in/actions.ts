'use server'
import { redirect } from 'next/navigation'
import { beginSignIn, endSession, safeReturnTo } from '@/lib/auth'

/** "Continue with Notion". */
export async function continueWithNotion(form: FormData): Promise<void> {
  await beginSignIn(safeReturnTo(form.get('returnTo'), '/workspaces'))
}

/** "Sign out and continue": for who came back as another person. */
export async function signOutAndContinue(): Promise<void> {
  await endSession()
  await beginSignIn('/workspaces')
}

/** "Sign out". */
export async function signOut(): Promise<void> {
  await endSession()
  redirect('/')
}
