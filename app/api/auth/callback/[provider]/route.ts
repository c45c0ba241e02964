import type { NextRequest } from 'next/server'
import { handleCallback } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'

export function GET(request: NextRequest): Promise<Response> {
  return handleCallback(appVault(), request)
}

/** Without this, Next.js would answer HEAD by calling GET, and a link checker would spend the code. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: 'GET' } })
}
