import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, Next } from 'hono'
import type { Env } from '../http/context'
import { notionError } from '../http/errors'
import { usualError } from '../http/usual-errors'
import type { Fault } from '../state/faults'

const edgePage = (status: number) => {
  const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
}
const RETRY_GUIDANCE = 'The write was kept. Do not send it again without looking at what was kept.'
const SAME_CURSOR = 'c0000000-0000-4000-8000-000000000000'
/** Another origin, which is this program too: who follows the redirect is in its log. */
const elsewhere = (c: Context<Env>) => `http://localhost:${c.env.incoming.socket.localPort}/v1/elsewhere`

const OVERSIZED_BYTES = 64_000_000
const PIECE = ' '.repeat(64_000)

/** An answer that goes on after its JSON; it is made as it is read. */
function oversized(text: string, bytes: number, status: number): Response {
  let left = bytes - text.length
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(text)),
    pull(controller) {
      if (left <= 0) return controller.close()
      controller.enqueue(encoder.encode(PIECE.slice(0, left)))
      left -= PIECE.length
    },
  })
  return new Response(body, { status, headers: { 'content-type': 'application/json; charset=utf-8' } })
}

/** A list that never ends, in the place of the one that was asked for. */
export async function endless(c: Context<Env>, kind: 'empty' | 'same cursor'): Promise<void> {
  const body: unknown = await c.res.clone().json()
  if (typeof body !== 'object' || body === null || !('results' in body)) return
  await changed(c, (list) => ({
    ...list,
    ...(kind === 'empty' ? { results: [] } : {}),
    has_more: true,
    next_cursor: kind === 'empty' ? randomUUID() : SAME_CURSOR,
  }))
}

/** Hono would keep the headers of the answer that it replaces. */
function replace(c: Context<Env>, answer: Response): void {
  c.res = undefined
  c.res = answer
}

/** The answer to this request is never sent, by us at least. */
function silence(c: Context<Env>, close: boolean): void {
  if (close) c.env.incoming.socket.destroy()
  replace(c, RESPONSE_ALREADY_SENT)
}

/** Sets or removes one member. A path that leads nowhere is a mistake of the test that sent it. */
function change(body: unknown, { path, value }: NonNullable<Fault['changes']>[number]): void {
  const last = path.at(-1)
  let at: unknown = body
  for (const step of path.slice(0, -1)) at = (at as Record<PropertyKey, unknown> | undefined)?.[step]
  if (typeof at !== 'object' || at === null || last === undefined)
    throw new Error(`the answer has nothing at ${path.join('.')}`)
  if (value === undefined) Reflect.deleteProperty(at, last)
  else Reflect.set(at, last, value)
}

async function changed(c: Context<Env>, change: (body: Record<string, unknown>) => Record<string, unknown>) {
  const body: unknown = await c.res.clone().json()
  if (typeof body !== 'object' || body === null) return
  const headers = new Headers(c.res.headers)
  headers.delete('content-length')
  replace(c, new Response(JSON.stringify(change({ ...body })), { status: c.res.status, headers }))
}

function statusAnswer(c: Context<Env>, fault: Fault): Response {
  const { status, code, message } = usualError(fault)
  return notionError(c, status, code, fault.message ?? message, {
    ...(fault.retryAfter === undefined ? {} : { retryAfter: fault.retryAfter }),
    ...(Object.keys(fault.additionalData ?? {}).length === 0
      ? {}
      : { additionalData: fault.additionalData ?? {} }),
  })
}

/** What a write that Notion kept all the same tells about itself in its error. */
async function committed(c: Context<Env>): Promise<Record<string, string | string[]>> {
  const body: unknown = await c.res.clone().json()
  if (!c.res.ok || typeof body !== 'object' || body === null) return {}
  const [, written] = /^\/v1\/blocks\/([^/]+)\/children$/.exec(c.req.path) ?? []
  const own = 'id' in body ? String(body.id) : written
  const children: unknown[] = 'results' in body && Array.isArray(body.results) ? body.results : []
  const ids = children.flatMap((one) =>
    typeof one === 'object' && one !== null && 'id' in one ? [String(one.id)] : [],
  )
  return {
    retry_guidance: RETRY_GUIDANCE,
    ...(own === undefined ? {} : { committed_resource_id: own }),
    ...(ids.length > 0 ? { committed_child_ids: ids } : {}),
  }
}

/** Lets one request meet one fault. `next` is Notion's real work. */
export async function applyFault(c: Context<Env>, fault: Fault, next: Next): Promise<void> {
  switch (fault.kind) {
    case 'status':
      c.res = statusAnswer(c, fault)
      return
    case 'status-after': {
      await next()
      const kept = fault.committed ? await committed(c) : {}
      replace(c, statusAnswer(c, { ...fault, additionalData: { ...kept, ...fault.additionalData } }))
      return
    }
    case 'html':
      // A proxy in front of Notion responds, so there is no Notion request id.
      c.res = new Response(edgePage(fault.status ?? 502), {
        status: fault.status ?? 502,
        headers: {
          'content-type': 'text/html; charset=UTF-8',
          server: 'cloudflare',
          'cf-ray': '8f00000000000000-FRA',
        },
      })
      return
    case 'latency':
      await sleep(fault.latencyMs ?? 1_000)
      return next()
    case 'latency-after':
      await next()
      await sleep(fault.latencyMs ?? 1_000)
      return
    case 'drop-before':
      return silence(c, true)
    case 'drop-after':
      await next()
      return silence(c, true)
    case 'hang':
      return silence(c, false)
    case 'hang-after':
      await next()
      return silence(c, false)
    case 'redirect':
      c.res = new Response(null, { status: 307, headers: { location: elsewhere(c) } })
      return
    case 'truncated': {
      await next()
      const text = await c.res.clone().text()
      replace(
        c,
        new Response(text.slice(0, Math.floor(text.length / 2)), {
          status: c.res.status,
          headers: { 'content-type': 'application/json; charset=utf-8' },
        }),
      )
      return
    }
    case 'garbage': {
      await next()
      const text = await c.res.clone().text()
      replace(
        c,
        new Response(text.replaceAll('"', ''), {
          status: c.res.status,
          headers: { 'content-type': 'application/json; charset=utf-8' },
        }),
      )
      return
    }
    case 'oversized': {
      await next()
      const text = await c.res.clone().text()
      replace(c, oversized(text, fault.bytes ?? OVERSIZED_BYTES, c.res.status))
      return
    }
    case 'empty':
      await next()
      replace(c, new Response(null, { status: 200 }))
      return
    case 'extra-fields':
      await next()
      return changed(c, (body) => ({
        ...body,
        workspace_icon: '🪴',
        workspace_name: null,
        owner: null,
        expires_in: '3600',
        future_member: { nested: [1, 2, 3] },
      }))
    case 'other-bot':
      await next()
      return changed(c, (body) => ({ ...body, bot_id: '00000000-0000-4000-8000-000000000000' }))
    case 'answer':
      c.res = new Response(JSON.stringify(fault.body ?? null), {
        status: fault.status ?? 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
      })
      return
    case 'change':
      await next()
      return changed(c, (body) => {
        for (const one of fault.changes ?? []) change(body, one)
        return body
      })
    default:
      return fault.kind satisfies never
  }
}
