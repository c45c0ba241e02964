import { Client, LogLevel } from '@notionhq/client'
import {
  MAX_OAUTH_RESPONSE_BYTES,
  NoResponseError,
  type NoResponseReason,
  type NotionResponse,
  send,
} from './transport'

export const NOTION_VERSION = '2026-03-11'

/** The longest that a timer can wait: 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** The unclassified response of an OAuth request. It may contain tokens: never log it or use it as an error's cause. */
export type OAuthResponse =
  | ({ readonly answered: true } & NotionResponse)
  | { readonly answered: false; readonly why: NoResponseReason }

type Oauth = Client['oauth']

/** The credentials of the integration, and the origin of Notion. */
export interface NotionCredentials {
  readonly clientId: string
  readonly clientSecret: string
  /** The origin of the Notion API, such as `https://api.notion.com`. */
  readonly apiUrl: string
}

/** Notion's OAuth endpoints, for one integration. */
export interface NotionOAuth {
  /** Exchanges an authorization code. @see RFC 6749 section 4.1.3 */
  exchangeCode(code: string, redirectUri: string): Promise<OAuthResponse>
  /** Sends a refresh token. Notion may have rotated it, whatever the response. @see RFC 6749 section 6 */
  refreshGrant(refreshToken: string): Promise<OAuthResponse>
  /** Reads whether a token is active, without side effects. @see RFC 7662 section 2 */
  introspect(token: string): Promise<OAuthResponse>
  /** Revokes a token. A 200 doesn't prove it; introspection does. @see RFC 7009 section 2 */
  revoke(token: string): Promise<OAuthResponse>
}

/**
 * Sends one request through the SDK's `client.oauth` and returns the unclassified response. It uses a new socket, a
 * deadline for the whole response, and no retries.
 */
async function sendOAuthRequest(
  apiUrl: string,
  call: (oauth: Oauth) => Promise<unknown>,
): Promise<OAuthResponse> {
  let answer: OAuthResponse = { answered: false, why: 'nothing_sent' }
  const client = new Client({
    baseUrl: apiUrl,
    notionVersion: NOTION_VERSION,
    retry: false,
    // The request has its own deadline. A second one would end it before a process that was stopped reads its answer.
    timeoutMs: MAX_TIMER_MS,
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
      // The SDK gets an empty body, because an error of its parser would quote the real one.
      return new Response('{}', { status: 200 })
    },
  })
  await call(client.oauth)
  return answer
}

export function createNotionOAuth({ clientId, clientSecret, apiUrl }: NotionCredentials): NotionOAuth {
  const credentials = { client_id: clientId, client_secret: clientSecret }
  return {
    exchangeCode: (code, redirectUri) =>
      sendOAuthRequest(apiUrl, (oauth) =>
        oauth.token({ ...credentials, grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
      ),
    refreshGrant: (refreshToken) =>
      sendOAuthRequest(apiUrl, (oauth) =>
        oauth.token({ ...credentials, grant_type: 'refresh_token', refresh_token: refreshToken }),
      ),
    introspect: (token) => sendOAuthRequest(apiUrl, (oauth) => oauth.introspect({ ...credentials, token })),
    revoke: (token) => sendOAuthRequest(apiUrl, (oauth) => oauth.revoke({ ...credentials, token })),
  }
}
