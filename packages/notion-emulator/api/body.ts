import type { Context } from 'hono'
import { type ZodType, z } from 'zod'
import type { Env } from '../http/context'
import { invalidBody, notionError, tooLarge } from '../http/errors'
import { MAX_BODY_BYTES, sizeProblem } from './limits'

/** A path in Notion's notation: `body.children[0].type`. */
const pathOf = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (so, part) => (typeof part === 'number' ? `${so}[${part}]` : `${so}.${String(part)}`),
    'body',
  )

/** A request's JSON; an empty body is an empty object. Or the error to answer with. */
async function jsonBody(c: Context<Env>): Promise<{ readonly json: unknown } | Response> {
  const text = await c.req.text()
  if (Buffer.byteLength(text) > MAX_BODY_BYTES) return tooLarge(c)
  try {
    return { json: text === '' ? {} : JSON.parse(text) }
  } catch {
    return notionError(c, 400, 'invalid_json', 'Error parsing JSON body.')
  }
}

/** A request's body in this form and within Notion's sizes, or the error to answer with. */
export async function bodyOf<Body>(
  c: Context<Env>,
  form: ZodType<Body>,
): Promise<{ readonly body: Body } | Response> {
  const given = await jsonBody(c)
  if (given instanceof Response) return given
  const size = sizeProblem(given.json)
  if (size) return invalidBody(c, size)
  const parsed = form.safeParse(given.json)
  if (parsed.success) return { body: parsed.data }
  const [issue] = parsed.error.issues
  if (issue?.code === 'unrecognized_keys')
    return invalidBody(c, `${pathOf([...issue.path, issue.keys[0] ?? ''])} should be not present.`)
  return invalidBody(c, issue ? `${pathOf(issue.path)} ${sentence(issue)}.` : 'body is not valid.')
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `should be a valid ${issue.expected}`
  return `is not valid: ${issue.message}`
}

/** A cursor that a client may send as null. */
export const cursor = z
  .string()
  .nullish()
  .transform((given) => given ?? undefined)
