import type { NextRequest } from 'next/server'
import { refuseForeignForm } from '@/app/_lib/foreign-form'
import { type SignOutKind, seeOther, signOut } from '@/lib/auth'

const KINDS: readonly SignOutKind[] = ['here', 'everywhere', 'to-sign-in']

/** "Sign out", "Sign out everywhere" and "Sign out and continue". */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = refuseForeignForm(request, 'and sign out there')
  if (refused) return refused
  const form = await request.formData().catch(() => new FormData())
  return signOut(KINDS.find((kind) => kind === form.get('kind')) ?? 'here')
}

/** Opening the address doesn't sign anyone out; the sign-in page has the button. */
export const GET = (): Response => seeOther('/sign-in')
