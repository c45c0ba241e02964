import { z } from 'zod'
import type { BlockContent } from '../../world/blocks'
import { color, richText } from './rich-text'

/** A block that a request brings, with those inside it. */
export interface NewBlock {
  readonly content: BlockContent
  readonly children: readonly NewBlock[]
}

const LANGUAGES = [
  'bash',
  'c',
  'css',
  'go',
  'html',
  'java',
  'javascript',
  'json',
  'markdown',
  'mermaid',
  'plain text',
  'python',
  'ruby',
  'rust',
  'sql',
  'typescript',
  'yaml',
] as const

const children = z.lazy(() => z.array(newBlock)).optional()

const nothing = z.strictObject({})
const textual = z.strictObject({ rich_text: richText, color, children })
const heading = textual.extend({ is_toggleable: z.boolean().default(false) })

type Inner = { readonly children?: readonly NewBlock[] | undefined }

/** The schema of the member named like the block's type, and the block that it makes. */
function form<Given extends Inner>(
  shape: z.ZodType<Given>,
  make: (own: Omit<Given, 'children'>) => BlockContent,
): z.ZodType<NewBlock> {
  return shape.transform(({ children: inner = [], ...own }) => ({ content: make(own), children: inner }))
}

/** A block type that takes no children. */
function leaf<Given>(shape: z.ZodType<Given>, make: (own: Given) => BlockContent): z.ZodType<NewBlock> {
  return shape.transform((own) => ({ content: make(own), children: [] }))
}

/** The types that a request may bring: those that people write most. */
const FORMS: Readonly<Record<string, z.ZodType<NewBlock>>> = {
  paragraph: form(textual, (own) => ({ type: 'paragraph', paragraph: { ...own, icon: null } })),
  heading_1: form(heading, (own) => ({ type: 'heading_1', heading_1: own })),
  heading_2: form(heading, (own) => ({ type: 'heading_2', heading_2: own })),
  heading_3: form(heading, (own) => ({ type: 'heading_3', heading_3: own })),
  heading_4: form(heading, (own) => ({ type: 'heading_4', heading_4: own })),
  bulleted_list_item: form(textual, (own) => ({ type: 'bulleted_list_item', bulleted_list_item: own })),
  numbered_list_item: form(textual, (own) => ({ type: 'numbered_list_item', numbered_list_item: own })),
  toggle: form(textual, (own) => ({ type: 'toggle', toggle: own })),
  quote: form(textual, (own) => ({ type: 'quote', quote: own })),
  to_do: form(textual.extend({ checked: z.boolean().default(false) }), (own) => ({
    type: 'to_do',
    to_do: own,
  })),
  callout: form(
    textual.extend({ icon: z.strictObject({ type: z.literal('emoji'), emoji: z.string() }).optional() }),
    ({ icon, ...own }) => ({ type: 'callout', callout: { ...own, icon: icon ?? null } }),
  ),
  code: leaf(
    z.strictObject({
      rich_text: richText,
      caption: richText.default([]),
      language: z.enum(LANGUAGES).default('plain text'),
    }),
    (own) => ({ type: 'code', code: own }),
  ),
  divider: leaf(nothing, () => ({ type: 'divider', divider: {} })),
  equation: leaf(z.strictObject({ expression: z.string() }), (own) => ({ type: 'equation', equation: own })),
  bookmark: leaf(z.strictObject({ url: z.string(), caption: richText.default([]) }), (own) => ({
    type: 'bookmark',
    bookmark: own,
  })),
  embed: leaf(z.strictObject({ url: z.string(), caption: richText.default([]) }), (own) => ({
    type: 'embed',
    embed: own,
  })),
}

const COMMON = new Set(['object', 'type'])

/** One block of a request. */
export const newBlock: z.ZodType<NewBlock> = z
  .looseObject({ object: z.literal('block').optional(), type: z.string().optional() })
  .transform((given, ctx) => {
    const refuse = (path: PropertyKey[], message: string) => {
      ctx.issues.push({ code: 'custom', input: given, path, message })
      return z.NEVER
    }
    const [name, ...more] = Object.keys(given).filter((key) => !COMMON.has(key))
    if (name === undefined) return refuse([], 'a block needs the member that its type names')
    if (more.length > 0) return refuse(more.slice(0, 1), 'should be not present')
    if (given.type !== undefined && given.type !== name) return refuse(['type'], `should be \`"${name}"\``)
    const own = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined
    if (!own) return refuse([name], 'the emulator writes no blocks of this type')
    const parsed = own.safeParse(given[name])
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) refuse([name, ...issue.path], issue.message)
    return z.NEVER
  })

/** The levels of blocks inside blocks, this one counted. */
export const depthOf = (blocks: readonly NewBlock[]): number =>
  blocks.length === 0 ? 0 : 1 + Math.max(...blocks.map((block) => depthOf(block.children)))

/** Notion takes two levels of nesting in one request. */
export const DEEPEST = 3

const WITH_CHILDREN: ReadonlySet<BlockContent['type']> = new Set([
  'paragraph',
  'heading_1',
  'heading_2',
  'heading_3',
  'heading_4',
  'bulleted_list_item',
  'numbered_list_item',
  'toggle',
  'quote',
  'to_do',
  'callout',
  'column',
  'synced_block',
  'template',
  'child_page',
])

export const takesChildren = (type: BlockContent['type']): boolean => WITH_CHILDREN.has(type)
