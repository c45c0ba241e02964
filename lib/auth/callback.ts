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

/** An own address, always of AUTH_URL: what the request calls its host is not trusted. */
function seeOther(path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: `${config().authUrl}${path}`, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

function decoded(value: string | undefined): string | null {
  try {
    return value === undefined ? null : decodeURIComponent(value)
  } catch {
    return null
  }
}

/** Where the person began, without the origin that auth.js wrote before it. */
function returnTo(request: NextRequest, attempt: SignInAttempt | null, fallback: string): string {
  if (attempt?.intent) return safeReturnTo(attempt.intent.returnTo, fallback)
  const text = decoded(cookieValues(request.headers.get('cookie'), 'callback-url').at(-1))
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

/** The page to go to: one of a connection that is gone leads to the connection that was stored now. */
function movedPath(path: string, moved: CallbackOutcome['moved']): string {
  if (moved === null) return path
  const below = `/workspaces/${moved.from}`
  if (path !== below && !/^[/?]/.test(path.startsWith(below) ? path.slice(below.length) : '')) return path
  return `/workspaces/${moved.to}${moved.sameWorkspace ? path.slice(below.length) : ''}`
}

function problem(reason: ProblemReason, from: string): Response {
  logSecurityEvent('sign_in_failed', { reason })
  return seeOther(`/problem?${new URLSearchParams({ reason, from })}`)
}

/**
 * The one way back from an identity provider. Runs auth.js inside a sign-in attempt. Everything but the attempt's
 * own result ends on the problem page, with how far it came as the reason. Always a 303, so that code and state
 * leave the address (docs/architecture.md, invariant 8).
 *
 * @see RFC 6749 section 4.1.2
 */
export function callback(
  vault: TokenVault,
  request: NextRequest,
  providers = identityProviders(),
): Promise<Response> {
  // A stop waits for it, even when the browser has gone: what Notion issued is then stored, or given back.
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
    const own = await withOwnCookiesOnly(request)
    attempt = await SignInAttempt.open(vault, provider, {
      query: request.nextUrl.searchParams,
      hasStateCookie: own.hasStateCookie,
      stateMatches: own.stateMatches,
      sessionTokens: sessionTokens(request.headers.get('cookie')),
      device: {
        userAgent: request.headers.get('user-agent')?.slice(0, 256) ?? null,
        ipPrefix: requestContext()?.addressPrefix ?? null,
      },
    })
    if (!attempt.mayExchange) return problem(attempt.reason, returnTo(request, attempt, '/sign-in'))
    const running = attempt
    const response = await NextAuth(authConfig(providers, () => running)).handlers.GET(own.request)
    if (attempt.result) {
      const { userId, connectionId } = attempt.result
      logSecurityEvent(attempt.intent ? 'connected' : 'signed_in', {
        userId,
        ...(connectionId && { connectionId }),
      })
      const path = movedPath(returnTo(request, attempt, '/workspaces'), attempt.result.moved)
      return seeOther(withNotice(path, attempt.result.notice), response.headers.getSetCookie())
    }
    return problem(attempt.reason, returnTo(request, attempt, '/sign-in'))
  } catch (error) {
    log.error({ err: error }, 'a callback could not be worked on')
    return problem(
      attempt?.result ? 'unknown' : (attempt?.reason ?? 'storage'),
      returnTo(request, attempt, '/sign-in'),
    )
  } finally {
    await attempt?.close()
  }
}
