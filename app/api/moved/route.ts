import type { NextRequest } from 'next/server'
import { config, MOVED_COOKIE } from '@/lib/config'

const MOVED_SECONDS = 30

/**
 * Sends a browser that asked for another host to the same path at AUTH_URL. Middleware rewrites to this route
 * instead of redirecting itself, because Next.js shortens a redirect of middleware to a path whenever it takes the
 * target for its own address, and the browser would ask for the same host again.
 */
export function GET(request: NextRequest): Response {
  const { authUrl } = config()
  const path = request.nextUrl.searchParams.get('to') ?? '/'
  return new Response(null, {
    status: 307,
    headers: {
      // Always our own origin: a slash ends the host, whatever follows it.
      location: `${authUrl}${path.startsWith('/') ? path : '/'}`,
      'set-cookie': `${MOVED_COOKIE}=1; Path=/; Max-Age=${MOVED_SECONDS}; HttpOnly; SameSite=Lax`,
    },
  })
}
