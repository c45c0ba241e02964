import { Agent, fetch as undiciFetch } from 'undici'

/** For one attempt of one request to Notion, including the response body. */
export const REQUEST_DEADLINE_MS = 10_000

/** A timer this late means that the process was stopped, or its event loop blocked. */
const STOPPED_MS = 200
/** Then what has arrived in the meantime is still read. */
const LATE_READ_MS = 1_000

/** The largest decoded response that is read. For a larger list, smaller batches are requested. */
export const MAX_RESPONSE_BYTES = 32_000_000
/** The largest batch of a list. For a larger one, a smaller batch is requested, so that no response takes long to parse. */
export const MAX_BATCH_BYTES = 4_000_000
/** OAuth responses are a few hundred bytes. */
export const MAX_OAUTH_RESPONSE_BYTES = 1_000_000
/** Caps the wait in a header: a proxy's 10^9 would block a connection for decades. */
export const MAX_RETRY_AFTER_SECONDS = 3_600

/**
 * A complete response. `body` is the parsed JSON, or undefined when it isn't JSON. It is parsed when it is first asked
 * for, because the SDK parses `text` again, and megabytes take long.
 */
export interface NotionResponse {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
  readonly requestId: string | null
}

/**
 * Why there is no response. `nothing_sent`: the request wasn't sent, so it may be repeated. After the others, Notion may
 * have acted. `too_large`: the response exceeded the limit, and reading stopped.
 */
export type NoResponseReason = 'nothing_sent' | 'timeout' | 'connection_lost' | 'too_large'

export class NoResponseError extends Error {
  constructor(readonly why: NoResponseReason) {
    super(`no response from Notion: ${why}`)
    this.name = 'NoResponseError'
  }
}

const UNSENT_ERROR_CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function errorCodesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return []
  const ownCode = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inner =
    error instanceof AggregateError ? error.errors.flatMap((one) => errorCodesOf(one, depth + 1)) : []
  return [...ownCode, ...inner, ...errorCodesOf(error.cause, depth + 1)]
}

function parseJson(text: string): unknown {
  // JSON.parse quotes its input in its error, and the input may contain tokens, so the error must not leave here.
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

// API requests share pooled sockets. An OAuth request gets a fresh one, because a pooled socket that Notion has just
// closed is the most common cause of an unknown outcome.
// undici's own time limits would end a request of a process that was stopped before its answer is read.
const ownDeadline = { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 5_000 } } as const
const sharedAgent = new Agent({ ...ownDeadline, keepAliveTimeout: 10_000 })

/**
 * Aborts after a time. A process that was stopped for longer, such as by SIGSTOP or with its machine, finds the timer
 * overdue before it reads what has arrived, and that may be the only working pair of tokens: so it reads first.
 */
class Deadline {
  private readonly controller = new AbortController()
  private timer: NodeJS.Timeout

  constructor(milliseconds: number) {
    const due = performance.now() + milliseconds
    const abort = () => this.controller.abort()
    this.timer = setTimeout(() => {
      if (performance.now() - due < STOPPED_MS) abort()
      else this.timer = setTimeout(abort, LATE_READ_MS)
    }, milliseconds)
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  clear(): void {
    clearTimeout(this.timer)
  }
}

/** Reads a whole body. @throws {NoResponseError} `too_large` as soon as it exceeds `maxBytes`, decoded */
async function readText(
  body: AsyncIterable<Uint8Array> | null | undefined,
  maxBytes: number,
): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new NoResponseError('too_large')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** Own members rather than a class, so that a copy has them too. */
function toResponse(status: number, headers: Headers, text: string): NotionResponse {
  let parsed: { readonly body: unknown } | null = null
  return {
    status,
    headers,
    text,
    get body() {
      parsed ??= { body: parseJson(text) }
      return parsed.body
    },
    get requestId() {
      return headers.get('x-notion-request-id') ?? stringField(this.body, 'request_id')
    },
  }
}

/**
 * Sends one request and reads the whole response within the deadline. It uses undici's fetch, because Next.js patches the
 * global one. Redirects are rejected, because fetch would send the body, and so a token, to their target.
 *
 * @throws {NoResponseError}
 */
export async function send(
  url: string,
  init: {
    method?: string | undefined
    headers?: Record<string, string> | undefined
    body?: string | undefined
  },
  options: { freshSocket: boolean; deadlineMs?: number; maxBytes?: number } = { freshSocket: false },
): Promise<NotionResponse> {
  const deadline = new Deadline(options.deadlineMs ?? REQUEST_DEADLINE_MS)
  const { signal } = deadline
  const freshAgent = options.freshSocket ? new Agent({ ...ownDeadline, pipelining: 0 }) : null
  try {
    const response = await undiciFetch(url, {
      ...init,
      signal,
      redirect: 'error',
      dispatcher: freshAgent ?? sharedAgent,
    })
    const text = await readText(response.body, options.maxBytes ?? MAX_RESPONSE_BYTES)
    const headers = new Headers()
    response.headers.forEach((value, name) => {
      // The body is already decoded, so these headers no longer apply.
      if (!/^(content-encoding|content-length|transfer-encoding)$/.test(name)) headers.append(name, value)
    })
    return toResponse(response.status, headers, text)
  } catch (error) {
    if (error instanceof NoResponseError) throw error
    if (signal.aborted) throw new NoResponseError('timeout')
    throw new NoResponseError(
      errorCodesOf(error).some((code) => UNSENT_ERROR_CODES.has(code)) ? 'nothing_sent' : 'connection_lost',
    )
  } finally {
    deadline.clear()
    void freshAgent?.destroy().catch(() => {})
  }
}

const DELTA_SECONDS = /^\d+(\.\d+)?$/
/** IMF-fixdate, the obsolete RFC 850 form and asctime. `Date.parse` alone takes almost anything, such as "-5". */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/

/**
 * Seconds from a Retry-After header (delta or HTTP date) or Notion's copy of it in the body, from 0 to
 * {@link MAX_RETRY_AFTER_SECONDS}; null if absent or invalid.
 *
 * @see RFC 9110 section 10.2.3
 */
export function retryAfterSeconds(answer: Pick<NotionResponse, 'headers' | 'body'>): number | null {
  const fromBody = field(field(answer.body, 'additional_data'), 'retry_after')
  const text = (answer.headers.get('retry-after') ?? String(fromBody ?? '')).trim()
  const seconds = DELTA_SECONDS.test(text)
    ? Number(text)
    : HTTP_DATE.test(text)
      ? (Date.parse(text) - Date.now()) / 1000
      : Number.NaN
  if (Number.isNaN(seconds)) return null
  return Math.min(MAX_RETRY_AFTER_SECONDS, Math.max(0, Math.ceil(seconds)))
}
