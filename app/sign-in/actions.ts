'use server'
import { beginSignIn, safeReturnTo } from '@/lib/auth'

/** "Continue with Notion". */
export async function continueWithNotion(form: FormData): Promise<void> {
  await beginSignIn(safeReturnTo(form.get('returnTo'), '/workspaces'))
}
