import type { Instrumentation } from 'next'

/** Runs once when the server starts, never in `next build`. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('./lib/bootstrap')
  await start()
}

/** What a page or an action threw: name, message and the route's pattern, never the request's query. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('./lib/config')
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  log.error({ err: error, route: context.routePath, digest }, 'a request failed')
}
