import type { Client } from '../http/context'

/** A valid authorize request. */
export interface AuthorizeRequest {
  readonly clientId: string
  /** Where the person goes back to. */
  readonly redirectUri: string
  /** Whether the request named it, which the exchange must then repeat. */
  readonly redirectUriSent: boolean
  readonly state: string | null
}

/**
 * Checks the query of an authorize request. A string says what is wrong: such a request never redirects.
 * Unknown parameters (scope, code_challenge) are ignored, as Notion seems to do.
 *
 * @see RFC 6749 section 4.1.2.1
 */
export function readAuthorizeRequest(query: URLSearchParams, client: Client): AuthorizeRequest | string {
  if (query.get('client_id') !== client.id) return 'Missing or invalid client_id.'
  const sent = query.get('redirect_uri')
  const only = client.redirectUris.length === 1 ? client.redirectUris[0] : undefined
  const redirectUri = sent ?? only
  if (redirectUri === undefined || !client.redirectUris.includes(redirectUri))
    return 'Missing or invalid redirect_uri.'
  if (query.get('response_type') !== 'code') return 'response_type must be "code".'
  if (query.get('owner') !== 'user') return 'owner must be "user".'
  return { clientId: client.id, redirectUri, redirectUriSent: sent !== null, state: query.get('state') }
}

/** Back to the client with these parameters; `state` only where one was sent, as an empty one for errors. */
export function redirectWith(request: AuthorizeRequest, parameters: Record<string, string>): string {
  const url = new URL(request.redirectUri)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  if (request.state !== null || 'error' in parameters) url.searchParams.set('state', request.state ?? '')
  return url.toString()
}
