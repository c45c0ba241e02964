import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import type { CallbackOutcome } from '../accounts'
import {
  callbackPath,
  config,
  cookieValues,
  log,
  logSecurityEvent,
  requestContext,
  sessionTokens,
} from '../config'
import type { TokenVault } from '../token-vault'
import { authConfig } from './configuration'
import type { IdentityProvider } from './identity-provider'
import { identityProviders } from './identity-providers'
import { withOwnCookiesOnly } from './own-cookies'
import { type ProblemReason, safeReturnTo } from './problem'
import { SignInAttempt } from './sign-in-attempt'

/** Redirects to a path under AUTH_URL, because the request's host can't be trusted. */
function redirectTo(path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: `${config().authUrl}${path}`, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

function decodeOrNull(value: string | undefined): string | null {
  try {
    return value === undefined ? null : decodeURIComponent(value)
  } catch {
    return null
  }
}

/** The path where the person started, without the origin that auth.js adds. */
function returnPath(request: NextRequest, attempt: SignInAttempt | null, fallback: string): string {
  if (attempt?.intent) return safeReturnTo(attempt.intent.returnTo, fallback)
  const text = decodeOrNull(cookieValues(request.headers.get('cookie'), 'callback-url').at(-1))
  const url = text && URL.canParse(text) ? new URL(text) : null
  if (url && url.origin !== config().authUrl) return fallback
  return safeReturnTo(url ? `${url.pathname}${url.search}` : text, fallback)
}

function withNotice(path: string, notice: string | null): string {
  if (notice === null) return path
  const url = new URL(path, config().authUrl)
  url.searchParams.set('notice', notice)
  return `${url.pathname}${url.search}`
}

/** Replaces a connection that no longer exists in a path with the one that was stored now. */
function pathAfterMove(path: string, moved: CallbackOutcome['moved']): string {
  if (moved === null) return path
  const oldPath = `/workspaces/${moved.from}`
  if (path !== oldPath && !/^[/?]/.test(path.startsWith(oldPath) ? path.slice(oldPath.length) : ''))
    return path
  return `/workspaces/${moved.to}${moved.sameWorkspace ? path.slice(oldPath.length) : ''}`
}

function redirectToProblem(reason: ProblemReason, from: string): Response {
  logSecurityEvent('sign_in_failed', { reason })
  return redirectTo(`/problem?${new URLSearchParams({ reason, from })}`)
}

/** Back to the page that the person came from, which says that nothing was changed; from a sign-in, to its page. */
function redirectCanceled(path: string, { intent, reason }: SignInAttempt): Response {
  logSecurityEvent('sign_in_failed', { reason })
  return redirectTo(
    withNotice(intent ? path : `/sign-in?${new URLSearchParams({ returnTo: path })}`, 'canceled'),
  )
}

/**
 * Handles the redirect back from an identity provider by running auth.js inside a sign-in attempt. Without a result, it
 * redirects to the problem page with the reason. Always a 303, so that code and state disappear from the URL
 * (docs/architecture.md, invariant 8).
 *
 * @see RFC 6749 section 4.1.2
 */
export function handleCallback(
  vault: TokenVault,
  request: NextRequest,
  providers = identityProviders(),
): Promise<Response> {
  // A shutdown waits for it even after the browser disconnects, so that issued tokens are stored or revoked.
  return vault.tasks.track(signInOrConnect(vault, request, providers))
}

async function signInOrConnect(
  vault: TokenVault,
  request: NextRequest,
  providers: readonly IdentityProvider[],
): Promise<Response> {
  const provider = providers.find(({ id }) => request.nextUrl.pathname === callbackPath(id))
  if (!provider) return new Response(null, { status: 404 })
  let attempt: SignInAttempt | null = null
  try {
    const filtered = await withOwnCookiesOnly(request)
    attempt = await SignInAttempt.open(vault, provider, {
      query: request.nextUrl.searchParams,
      hasStateCookie: filtered.hasStateCookie,
      stateMatches: filtered.stateMatches,
      sessionTokens: sessionTokens(request.headers.get('cookie')),
      device: {
        userAgent: request.headers.get('user-agent')?.slice(0, 256) ?? null,
        ipPrefix: requestContext()?.addressPrefix ?? null,
      },
    })
    if (attempt.reason === 'cancelled')
      return redirectCanceled(returnPath(request, attempt, '/workspaces'), attempt)
    if (!attempt.mayExchange)
      return redirectToProblem(attempt.reason, returnPath(request, attempt, '/sign-in'))
    const running = attempt
    const response = await NextAuth(authConfig(providers, () => running)).handlers.GET(filtered.request)
    if (attempt.result) {
      const { userId, connectionId } = attempt.result
      logSecurityEvent(attempt.intent ? 'connected' : 'signed_in', {
        userId,
        ...(connectionId && { connectionId }),
      })
      const path = pathAfterMove(returnPath(request, attempt, '/workspaces'), attempt.result.moved)
      return redirectTo(withNotice(path, attempt.result.notice), response.headers.getSetCookie())
    }
    return redirectToProblem(attempt.reason, returnPath(request, attempt, '/sign-in'))
  } catch (error) {
    log.error({ err: error }, 'a callback failed')
    return redirectToProblem(
      attempt?.result ? 'unknown' : (attempt?.reason ?? 'storage'),
      returnPath(request, attempt, '/sign-in'),
    )
  } finally {
    await attempt?.close()
  }
}
