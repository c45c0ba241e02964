import type { NextRequest } from 'next/server'
import { textResponse } from '@/app/_lib/responses'
import { type SignOutKind, signOut } from '@/lib/auth'
import { config } from '@/lib/config'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

const KINDS: readonly SignOutKind[] = ['here', 'everywhere', 'to-sign-in']

/** "Sign out", "Sign out everywhere" and "Sign out and continue". */
export async function POST(request: NextRequest): Promise<Response> {
  // A form on another site must not sign anyone out.
  const origin = request.headers.get('origin')
  if (origin !== null && origin !== config().authUrl)
    return textResponse(403, `This form was sent from another site. Open ${PRODUCT_NAME} and sign out there.`)
  const form = await request.formData().catch(() => new FormData())
  return signOut(KINDS.find((kind) => kind === form.get('kind')) ?? 'here')
}

/** Opening the address doesn't sign anyone out; the sign-in page has the button. */
export function GET(): Response {
  const headers = { location: `${config().authUrl}/sign-in`, 'cache-control': 'no-store' }
  return new Response(null, { status: 303, headers })
}
