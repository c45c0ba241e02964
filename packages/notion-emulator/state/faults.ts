import { z } from 'zod'

const FAULT_KINDS = [
  /** A Notion error with `status`, `code`, `message`, `retryAfter`; a status or a code is enough. */
  'status',
  /** Acts, then answers with such an error. */
  'status-after',
  /** An edge's HTML page instead of an answer, with `status`. */
  'html',
  /** Waits `latencyMs`, then acts. */
  'latency',
  /** Acts, then waits `latencyMs` before it answers. */
  'latency-after',
  /** Closes the connection without acting. */
  'drop-before',
  /** Acts, then closes the connection without an answer. */
  'drop-after',
  /** Never answers, and does not act. */
  'hang',
  /** Acts, and never answers. */
  'hang-after',
  /** Acts, and ends in the middle of the answer. */
  'truncated',
  /** Acts, and answers what is no JSON. */
  'garbage',
  /** Acts, and answers 200 without a body. */
  'empty',
  /** Acts, and answers with white space after the JSON, as much as `bytes` says. */
  'oversized',
  /** Redirects with 307 to another origin; who follows it is in the log with `/v1/elsewhere`. */
  'redirect',
  /** Acts, and answers with members that nobody knows and with null where a string is usual. */
  'extra-fields',
  /** Acts, and answers with another bot's id. */
  'other-bot',
  /** Answers with `body` as JSON, without acting. */
  'answer',
  /** Acts, and answers with `changes` made to its JSON. */
  'change',
] as const

export const faultSchema = z.strictObject({
  /** A route such as `POST /v1/oauth/token`; `*` matches anything. */
  route: z.string().min(1),
  /** Only requests to the token endpoint with this grant. */
  grantType: z.enum(['authorization_code', 'refresh_token']).optional(),
  kind: z.enum(FAULT_KINDS),
  times: z.number().int().positive().default(1),
  status: z.number().int().min(400).max(599).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  /** Seconds, or the header's own text. */
  retryAfter: z.union([z.number().int().min(0), z.string()]).optional(),
  /** `oversized`: how long the answer is. */
  bytes: z.number().int().positive().optional(),
  latencyMs: z.number().int().min(0).max(120_000).optional(),
  /** `status-after` of a write: the error names what was kept, as Notion's does. */
  committed: z.boolean().optional(),
  additionalData: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  /** Of `answer`: any JSON. With `status` an error, else 200. */
  body: z.unknown().optional(),
  /** Of `change`: each sets the member at `path`, or removes it where there is no `value`. */
  changes: z
    .array(
      z.strictObject({
        path: z.array(z.union([z.string(), z.number().int().min(0)])).min(1),
        value: z.unknown().optional(),
      }),
    )
    .optional(),
})

export type Fault = z.infer<typeof faultSchema>

/** Whether a route such as `GET /v1/users` matches a pattern in which `*` matches anything. */
export function matches(pattern: string, request: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${escaped.join('.*')}$`).test(request)
}

/** Faults that wait for a request. Latency comes on top of another fault; of the others the oldest is met first. */
export class Faults {
  private waiting: Fault[] = []

  add(fault: Fault): void {
    this.waiting.push({ ...fault })
  }

  clear(): void {
    this.waiting = []
  }

  list(): readonly Fault[] {
    return this.waiting
  }

  take(method: string, path: string, grantType: string | null): Fault[] {
    const meets = (fault: Fault) =>
      matches(fault.route, `${method} ${path}`) && (!fault.grantType || fault.grantType === grantType)
    const latency = this.waiting.find((fault) => fault.kind.startsWith('latency') && meets(fault))
    const other = this.waiting.find((fault) => !fault.kind.startsWith('latency') && meets(fault))
    const taken = [latency, other].filter((fault) => fault !== undefined)
    for (const fault of taken) fault.times -= 1
    this.waiting = this.waiting.filter((fault) => fault.times > 0)
    return taken
  }
}
