import type { NextRequest } from 'next/server'
import { refuseForeignForm } from '@/app/_lib/foreign-form'
import { deleteAccountByForm, seeOther } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'

/** "Delete my account". */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = refuseForeignForm(request, 'to delete your account')
  if (refused) return refused
  return deleteAccountByForm(appVault(), await request.formData().catch(() => new FormData()))
}

/** Opening the address deletes nothing; the page has the form. */
export const GET = (): Response => seeOther('/settings/account')
