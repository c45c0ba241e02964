import type { NextRequest } from 'next/server'
import { textResponse } from '@/app/_lib/responses'
import { deleteAccountByForm } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { config } from '@/lib/config'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

/** "Delete my account". */
export async function POST(request: NextRequest): Promise<Response> {
  // A form on another site must not delete anything.
  const origin = request.headers.get('origin')
  if (origin !== null && origin !== config().authUrl)
    return textResponse(
      403,
      `This form was sent from another site. Open ${PRODUCT_NAME} to delete your account.`,
    )
  return deleteAccountByForm(appVault(), await request.formData().catch(() => new FormData()))
}

/** Opening the address deletes nothing; the page has the form. */
export function GET(): Response {
  const headers = { location: `${config().authUrl}/settings/account`, 'cache-control': 'no-store' }
  return new Response(null, { status: 303, headers })
}
