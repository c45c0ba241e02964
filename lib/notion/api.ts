import { setTimeout as delay } from 'node:timers/promises'
import { APIErrorCode, Client, isNotionClientError, LogLevel } from '@notionhq/client'
import { isLatchkeyError, NotionRefused, NotionUnavailable, RefreshUnsettled } from '../errors'
import { yieldIfBusy } from '../shared/yield-if-busy'
import { NOTION_VERSION } from './oauth'
import { classifyRefusal, isNotionError, readErrorBody } from './rejected-request'
import {
  MAX_BATCH_BYTES,
  MAX_RESPONSE_BYTES,
  NoResponseError,
  type NotionResponse,
  retryAfterSeconds,
  send,
  stringField,
} from './transport'

/** Supplies an authorized client with the token for each attempt, and handles a token that Notion refused. */
export interface TokenSource {
  /** The current access token. `readAt`: when it was read. @throws {ConnectionGone} @throws {ReconnectRequired} */
  currentToken(): Promise<{
    readonly accessToken: string
    readonly generation: number
    readonly readAt?: Date
  }>
  /**
   * Notion refused the token of `generation`. Returns when a newer one may be available.
   * `freshRefused` counts the newer tokens that Notion refused within this call.
   *
   * @throws {ReconnectRequired} @throws {RefreshUnsettled} @throws {ConnectionGone}
   */
  tokenRefused(generation: number, freshRefused: number): Promise<void>
  /**
   * A response was received. `accepted`: it proves that Notion accepted the token; an error from a server or proxy
   * doesn't. `readAt`: from `currentToken`, so Notion accepted the token then or later.
   *
   * @throws {ConnectionGone} the connection was ended in the meantime, so the response must be dropped
   */
  responseReceived(accepted: boolean, askedAt?: Date): Promise<void>
}

export interface ClientOptions {
  /** The origin of the Notion API. */
  readonly apiUrl: string
  /** Logs messages of the SDK. */
  readonly debug: (fields: object, message: string) => void
}

/** How often one call is repeated after a 401. Each repeat needs a newer generation. */
const MAX_REPLAYS = 3
/** For a longer wait the request fails, and the page tells the person how long to wait. */
const MAX_RETRY_WAIT_SECONDS = 3
/** Longer than all attempts and waits of one call together. The effective limits are per attempt. */
const CALL_TIMEOUT_MS = 120_000

/** A 401 from Notion itself, not from a proxy in between. */
function isNotionUnauthorized(answer: NotionResponse): boolean {
  return (
    answer.status === 401 && isNotionError(answer.body) && stringField(answer.body, 'code') === 'unauthorized'
  )
}

/** Seconds to wait before the single retry; null for no retry. After 500 and 503 only safe methods are retried. */
function retryDelaySeconds(answer: NotionResponse, method: string): number | null {
  if (answer.status === 429 || answer.status === 529) {
    const reason =
      typeof answer.body === 'object' && answer.body !== null && 'additional_data' in answer.body
        ? stringField(answer.body.additional_data, 'rate_limit_reason')
        : null
    if (reason === 'public_api_request_blocked') return null
    const seconds = retryAfterSeconds(answer) ?? 1
    return seconds <= MAX_RETRY_WAIT_SECONDS ? seconds : null
  }
  if ((answer.status === 500 || answer.status === 503) && method === 'GET')
    return retryAfterSeconds(answer) ? null : 0.5
  return null
}

/** Whether a response other than 401 proves that Notion accepted the token. */
function tokenWasAccepted(answer: NotionResponse): boolean {
  const { status } = answer
  if (status < 300) return isJsonObject(answer)
  return status >= 400 && status < 500 && status !== 429 && isNotionError(answer.body)
}

/** The SDK parses a successful response. This much takes it milliseconds, so it isn't parsed here as well. */
const LARGE_RESPONSE_CHARACTERS = 500_000
/** Parsing and reading this much takes as long as rendering a byte of markup. */
const CHARACTERS_PER_BYTE = 10

/** Whether a response is a JSON object, by its ends alone if it is large. */
function isJsonObject(answer: NotionResponse): boolean {
  const { text } = answer
  if (text.length > LARGE_RESPONSE_CHARACTERS)
    return text.trimStart().startsWith('{') && text.trimEnd().endsWith('}')
  return typeof answer.body === 'object' && answer.body !== null && !Array.isArray(answer.body)
}

/** A batch of several items has a lower limit than a single item. */
function maxBytes(url: string, body: string | undefined): number {
  const size = /\bpage_size"?[=:](\d+)/.exec(`${url} ${body ?? ''}`)?.[1]
  return Number(size) > 1 ? MAX_BATCH_BYTES : MAX_RESPONSE_BYTES
}

const pause = (seconds: number) => delay(seconds * 1000)

/**
 * Creates an official Notion client. Each of its requests, including those of SDK helpers, uses the connection's current
 * token, and is repeated after a refresh if Notion refuses the token. After the connection has ended, no request is sent
 * and pending responses are dropped.
 */
export function authorizedClient(source: TokenSource, { apiUrl, debug }: ClientOptions): Client {
  return new Client({
    baseUrl: apiUrl,
    notionVersion: NOTION_VERSION,
    retry: false,
    timeoutMs: CALL_TIMEOUT_MS,
    logLevel: LogLevel.ERROR,
    logger: (_level, message, extra) => debug({ notion: extra['code'] }, message),
    fetch: async (url, init) => {
      const given = Object.fromEntries(
        Object.entries(init?.headers ?? {}).map(([name, value]) => [name, String(value)]),
      )
      const method = init?.method?.toUpperCase() ?? 'GET'
      const body = typeof init?.body === 'string' ? init.body : undefined
      let freshRefused = 0
      let retried = false
      for (let replays = 0; ; ) {
        const { accessToken, generation, readAt } = await source.currentToken()
        let answer: NotionResponse
        try {
          answer = await send(
            String(url),
            { method, headers: { ...given, authorization: `Bearer ${accessToken}` }, body },
            { freshSocket: false, maxBytes: maxBytes(String(url), body) },
          )
        } catch (error) {
          if (error instanceof NoResponseError)
            throw new NotionUnavailable(error.why === 'nothing_sent' ? 'unreachable' : error.why, null, null)
          throw error
        }
        if (isNotionUnauthorized(answer)) {
          // There was a newer generation each time, so another authorization is running. The newest token is untested.
          if (replays >= MAX_REPLAYS) throw new RefreshUnsettled(1, answer.requestId)
          if (replays > 0) freshRefused++
          await source.tokenRefused(generation, freshRefused)
          replays++
          continue
        }
        const wait = retried ? null : retryDelaySeconds(answer, method)
        if (wait !== null) {
          retried = true
          await pause(wait)
          continue
        }
        await source.responseReceived(tokenWasAccepted(answer), readAt)
        // A response from a proxy says nothing about the connection, whatever its status.
        if (answer.status < 300 ? !isJsonObject(answer) : !isNotionError(answer.body))
          throw new NotionUnavailable('bad_answer', retryAfterSeconds(answer), answer.requestId)
        const { status, headers, text } = answer
        await yieldIfBusy(text.length / CHARACTERS_PER_BYTE)
        return { ok: status >= 200 && status < 300, status, headers, text: async () => text }
      }
    },
  })
}

/**
 * Calls the SDK and converts its errors into ours.
 *
 * @throws {NotionRefused} 400, 403, 404 or 409 with an error body from Notion
 * @throws {NotionUnavailable} 429, 5xx, a timeout, or a response that isn't from Notion
 */
export async function callNotion<Result>(request: () => Promise<Result>): Promise<Result> {
  try {
    return await request()
  } catch (error) {
    if (isLatchkeyError(error)) throw error
    // The SDK's own parser. Its message quotes the response.
    if (error instanceof SyntaxError) throw new NotionUnavailable('bad_answer', null, null)
    if (!isNotionClientError(error)) throw error
    if (!('status' in error)) throw new NotionUnavailable('timeout', null, null)
    const requestId = error.request_id ?? null
    const headers = error.headers instanceof Headers ? error.headers : new Headers()
    const { status } = error
    if (status === 429 || status === 529 || error.code === APIErrorCode.RateLimited)
      throw new NotionUnavailable('rate_limited', retryAfterSeconds({ headers, body: error }), requestId)
    if (status >= 500)
      throw new NotionUnavailable('server_error', retryAfterSeconds({ headers, body: error }), requestId)
    const { code, message } = readErrorBody(error)
    throw new NotionRefused(status, code, requestId, message, classifyRefusal(code, message))
  }
}
