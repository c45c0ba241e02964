import type { RichTextItemResponse } from '@notionhq/client'
import { z } from 'zod'
import { COLORS } from '../../world/blocks/rich-texts'
import { mentionOf, PLAIN, run } from '../../world/rich-text'
import { uuid } from '../ids'

export const color = z.enum(COLORS).default('default')

export const id = z.string().transform((given, ctx) => {
  const dashed = uuid(given)
  if (dashed !== null) return dashed
  ctx.addIssue({ code: 'custom', message: `should be a valid uuid, instead was \`"${given}"\`` })
  return z.NEVER
})

const annotations = z
  .strictObject({
    bold: z.boolean(),
    italic: z.boolean(),
    strikethrough: z.boolean(),
    underline: z.boolean(),
    code: z.boolean(),
    color: z.enum(COLORS),
  })
  .partial()
  .default({})

const text = z.strictObject({
  type: z.literal('text').optional(),
  text: z.strictObject({ content: z.string(), link: z.strictObject({ url: z.string() }).nullish() }),
  annotations,
  // What an answer carried may be sent back as it was.
  plain_text: z.string().optional(),
  href: z.string().nullish(),
})

const equation = z.strictObject({
  type: z.literal('equation').optional(),
  equation: z.strictObject({ expression: z.string() }),
  annotations,
  plain_text: z.string().optional(),
  href: z.string().nullish(),
})

const date = z.strictObject({
  start: z.string(),
  end: z.string().nullish(),
  time_zone: z.string().nullish(),
})

export const dateValue = date.transform(({ start, end, time_zone }) => ({
  start,
  end: end ?? null,
  time_zone: time_zone ?? null,
}))

const mention = z.strictObject({
  type: z.literal('mention').optional(),
  mention: z.union([
    z.strictObject({ type: z.literal('user').optional(), user: z.object({ id }) }),
    z.strictObject({ type: z.literal('page').optional(), page: z.object({ id }) }),
    z.strictObject({ type: z.literal('database').optional(), database: z.object({ id }) }),
    z.strictObject({ type: z.literal('date').optional(), date: dateValue }),
  ]),
  annotations,
  plain_text: z.string().optional(),
  href: z.string().nullish(),
})

function mentioned({ mention: given }: z.output<typeof mention>): RichTextItemResponse {
  if ('user' in given)
    return mentionOf({ type: 'user', user: { object: 'user', id: given.user.id } }, '@Anonymous')
  if ('page' in given) return mentionOf({ type: 'page', page: given.page }, 'Untitled')
  if ('database' in given) return mentionOf({ type: 'database', database: given.database }, 'Untitled')
  return mentionOf({ type: 'date', date: given.date }, given.date.start)
}

/** Rich text as a client sends it; as Notion answers it. */
export const richText = z.array(
  z.union([text, equation, mention]).transform((item): RichTextItemResponse => {
    const style = { ...PLAIN, ...item.annotations }
    if ('text' in item) {
      const { content, link } = item.text
      return run(content, { annotations: style, ...(link ? { href: link.url } : {}) })
    }
    if ('mention' in item) return { ...mentioned(item), annotations: style }
    const { expression } = item.equation
    return {
      type: 'equation',
      equation: { expression },
      annotations: style,
      plain_text: expression,
      href: null,
    }
  }),
)
