import { Agent, fetch as undiciFetch } from 'undici'

/** One attempt of one request to Notion, body included. */
export const REQUEST_DEADLINE_MS = 10_000

/** An answer, read to its end. `body` is what it parsed to, or undefined when it is not JSON. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
  readonly requestId: string | null
}

/**
 * Why there is no answer. `nothing_sent`: no byte left us, so it may be repeated. The others: Notion may
 * have acted.
 */
export type NoAnswer = 'nothing_sent' | 'timeout' | 'connection_lost'

export class NotAnswered extends Error {
  constructor(readonly why: NoAnswer) {
    super(`no answer from Notion: ${why}`)
    this.name = 'NotAnswered'
  }
}

const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inner = error instanceof AggregateError ? error.errors.flatMap((one) => codesOf(one, depth + 1)) : []
  return [...own, ...inner, ...codesOf(error.cause, depth + 1)]
}

function parse(text: string): unknown {
  // JSON.parse quotes its input in its error, and the input may be a token response: the error stays here.
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null && name in body
    ? (body as Record<string, unknown>)[name]
    : undefined

/** A member of a JSON object when it is a string, else null. */
export function stringField(body: unknown, name: string): string | null {
  const value = field(body, name)
  return typeof value === 'string' && value !== '' ? value : null
}

// The API client keeps its sockets; an OAuth request gets a fresh one, since a pooled socket that the
// other side has just closed is the commonest way to an answer that nobody can know.
const pool = new Agent({ keepAliveTimeout: 10_000, connect: { timeout: 5_000 } })

/**
 * Sends one request and reads the whole answer within the deadline. undici's own fetch, because Next
 * patches the global one. Redirects are refused: fetch would carry the body, and so a token, to where they point.
 *
 * @throws {NotAnswered}
 */
export async function send(
  url: string,
  init: {
    method?: string | undefined
    headers?: Record<string, string> | undefined
    body?: string | undefined
  },
  options: { freshSocket: boolean; deadlineMs?: number } = { freshSocket: false },
): Promise<Answer> {
  const signal = AbortSignal.timeout(options.deadlineMs ?? REQUEST_DEADLINE_MS)
  const own = options.freshSocket ? new Agent({ pipelining: 0, connect: { timeout: 5_000 } }) : null
  try {
    const response = await undiciFetch(url, { ...init, signal, redirect: 'error', dispatcher: own ?? pool })
    const text = await response.text()
    const body = parse(text)
    const headers = new Headers()
    response.headers.forEach((value, name) => {
      // The body was decoded already; a second decoder must not be told otherwise.
      if (!/^(content-encoding|content-length|transfer-encoding)$/.test(name)) headers.append(name, value)
    })
    const requestId = stringField(body, 'request_id') ?? headers.get('x-notion-request-id')
    return { status: response.status, headers, text, body, requestId }
  } catch (error) {
    if (signal.aborted) throw new NotAnswered('timeout')
    throw new NotAnswered(
      codesOf(error).some((code) => NOT_SENT.has(code)) ? 'nothing_sent' : 'connection_lost',
    )
  } finally {
    void own?.destroy().catch(() => {})
  }
}

/** Seconds from a Retry-After header (delta or HTTP date) or Notion's copy of it in the body; null when absent. */
export function retryAfterSeconds(answer: Pick<Answer, 'headers' | 'body'>): number | null {
  const repeated = stringField(field(answer.body, 'additional_data'), 'retry_after')
  const text = answer.headers.get('retry-after') ?? repeated
  if (!text) return null
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null
}
