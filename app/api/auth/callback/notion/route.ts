import type { NextRequest } from 'next/server'
import { callback } from '@/lib/auth'

export function GET(request: NextRequest): Promise<Response> {
  return callback(request)
}

/** Next answers HEAD with GET otherwise, and a link checker would spend the code. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: 'GET' } })
}
