import { Client, LogLevel } from '@notionhq/client'
import { config } from '../config'
import {
  MAX_OAUTH_RESPONSE_BYTES,
  NoResponseError,
  type NoResponseReason,
  type NotionResponse,
  send,
} from './transport'

export const NOTION_VERSION = '2026-03-11'

/** What came back of an OAuth request, unjudged. It may hold tokens: never logged, never a cause. */
export type OAuthResponse =
  | ({ readonly answered: true } & NotionResponse)
  | { readonly answered: false; readonly why: NoResponseReason }

type Oauth = Client['oauth']
type Credentials = { client_id: string; client_secret: string }

/**
 * Sends one request of the SDK's `client.oauth` and returns Notion's answer as it came, for the judge.
 * No automatic retry, a fresh socket, a deadline over the whole answer.
 */
async function sendOAuthRequest(
  call: (oauth: Oauth, credentials: Credentials) => Promise<unknown>,
): Promise<OAuthResponse> {
  const { clientId, clientSecret, apiUrl } = config().notion
  let answer: OAuthResponse = { answered: false, why: 'nothing_sent' }
  const client = new Client({
    baseUrl: apiUrl,
    notionVersion: NOTION_VERSION,
    retry: false,
    timeoutMs: 60_000,
    logLevel: LogLevel.ERROR,
    logger: () => {},
    fetch: async (url, init) => {
      const headers = Object.fromEntries(
        Object.entries(init?.headers ?? {}).map(([name, value]) => [name, String(value)]),
      )
      try {
        const response = await send(
          String(url),
          { method: init?.method, headers, body: typeof init?.body === 'string' ? init.body : undefined },
          { freshSocket: true, maxBytes: MAX_OAUTH_RESPONSE_BYTES },
        )
        answer = { answered: true, ...response }
      } catch (error) {
        answer = { answered: false, why: error instanceof NoResponseError ? error.why : 'connection_lost' }
      }
      // The SDK gets a body that it can't choke on: its own parser would quote the real one in an error.
      return new Response('{}', { status: 200 })
    },
  })
  await call(client.oauth, { client_id: clientId, client_secret: clientSecret })
  return answer
}

/** Exchanges an authorization code. @see RFC 6749 section 4.1.3 */
export function exchangeCode(code: string, redirectUri: string): Promise<OAuthResponse> {
  return sendOAuthRequest((oauth, credentials) =>
    oauth.token({ ...credentials, grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
  )
}

/** Presents a refresh token. Notion may have rotated it whatever comes back. @see RFC 6749 section 6 */
export function refreshGrant(refreshToken: string): Promise<OAuthResponse> {
  return sendOAuthRequest((oauth, credentials) =>
    oauth.token({ ...credentials, grant_type: 'refresh_token', refresh_token: refreshToken }),
  )
}

/** Asks whether a token is alive; harmless. @see RFC 7662 section 2 */
export function introspect(token: string): Promise<OAuthResponse> {
  return sendOAuthRequest((oauth, credentials) => oauth.introspect({ ...credentials, token }))
}

/** Asks Notion to revoke a token. 200 proves nothing: introspection does. @see RFC 7009 section 2 */
export function revoke(token: string): Promise<OAuthResponse> {
  return sendOAuthRequest((oauth, credentials) => oauth.revoke({ ...credentials, token }))
}
