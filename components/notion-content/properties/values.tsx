import { Check, Paperclip } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { PropertyOf, PropertyType, PropertyValue } from '@/lib/notion'
import { fileHref, notionHref, pageHref, safeHref } from '@/lib/shared/urls'
import { RelativeTime } from '../../ui/relative-time'
import { CantShowOf, guard, guardEach, words } from '../guard'
import { NotDisplayable } from '../not-displayable'
import { plainText, RichTextView } from '../rich-text'
import { ourHref } from '../text-href'
import { Moment } from './moment'
import { formatNumber } from './numbers'
import { Empty, Outward, Several, Tag, truncate, Words } from './parts'
import { Person } from './person'

export interface PropertyContext {
  readonly connectionId: string
  /** Whose property it is: hosted files are named by their page. */
  readonly pageId: string
  /** A page's title where it is known already. */
  readonly titleOf?: (id: string) => string | null
}

type RollupItem = Extract<PropertyOf<'rollup'>['rollup'], { type: 'array' }>['array'][number]
/** A value as a page has it, or as a rollup lists it: without an id of its own. */
type Valued<Type extends PropertyType> = Omit<PropertyOf<Type>, 'id'> & { readonly id?: string }

interface Shown<Type extends PropertyType> {
  readonly value: Valued<Type>
  readonly context: PropertyContext
  /** Notion's word for how the column formats its numbers. */
  readonly format?: string | null
  /** In one line, clipped: for a table's cell. */
  readonly compact: boolean
}

function Text({
  text,
  context,
  compact,
}: {
  text: PropertyOf<'rich_text'>['rich_text']
  context: PropertyContext
  compact: boolean
}) {
  if (!Array.isArray(text)) throw new TypeError('no rich text')
  const plain = plainText(text)
  if (text.every((part) => part?.plain_text === '')) return <Empty compact={compact} />
  // A cell is one line of a fixed height: no pictures, no equations, and only plain text can be cut.
  const asPlain = truncate(plain) !== plain || text.every(isPlain) || text.some(({ type }) => type !== 'text')
  if (compact && asPlain) return <bdi>{truncate(plain)}</bdi>
  return (
    <bdi className={compact ? undefined : 'whitespace-pre-wrap'}>
      <RichTextView
        text={text}
        connectionId={context.connectionId}
        titleOf={context.titleOf}
        inNotion={notionHref(context.pageId)}
      />
    </bdi>
  )
}

function isPlain({ type, href, annotations }: PropertyOf<'rich_text'>['rich_text'][number]): boolean {
  const { color = 'default', ...looks } = annotations ?? {}
  return type === 'text' && !href && color === 'default' && !Object.values(looks).includes(true)
}

function Tags({
  options,
  compact,
}: {
  options: PropertyOf<'multi_select'>['multi_select']
  compact: boolean
}) {
  if (options.length === 0) return <Empty compact={compact} />
  return (
    <Several
      compact={compact}
      items={guardEach(options, ({ name, color }) => <Tag name={name} color={color} />, <NotDisplayable />)}
    />
  )
}

function YesNo({ checked }: { checked: boolean }) {
  return (
    <>
      <span
        aria-hidden="true"
        className="inline-flex size-4 items-center justify-center rounded-[3px] border border-edge align-[-2px]"
      >
        {checked && <Check size={12} strokeWidth={3} />}
      </span>
      <span className="sr-only">{checked ? 'Checked' : 'Not checked'}</span>
    </>
  )
}

const Unsupported = ({ what }: { what: string }) => (
  <span className="text-dim">Notion does not give out this {what}</span>
)

function Files({ value, context, compact }: Shown<'files'>) {
  const { files, id } = value
  if (files.length === 0) return <Empty compact={compact} />
  const items = guardEach(
    files,
    (file, index) => {
      const hosted = file.type === 'file'
      const ref = `pages/${context.pageId}/properties/${encodeURIComponent(id ?? '')}/${index}`
      // What a rollup lists is another page's file: only that page can name it.
      const ours = id === undefined ? null : fileHref(context.connectionId, ref)
      const href = hosted ? ours : safeHref(file.external?.url, ['https:', 'http:'])
      return (
        <span className={compact ? undefined : 'inline-flex max-w-full items-baseline gap-1.5'}>
          {!compact && <Paperclip aria-hidden="true" size={14} className="shrink-0 self-center text-dim" />}
          <Outward href={href} text={file.name || 'A file without a name'} compact={compact} />
        </span>
      )
    },
    <CantShowOf id={context.pageId} />,
  )
  return <Several compact={compact} items={items} between=", " />
}

function Relation({ value, context, compact }: Shown<'relation'>) {
  if (value.relation.length === 0) return <Empty compact={compact} />
  const items = guardEach(
    value.relation,
    ({ id }) => (
      <Link href={pageHref(context.connectionId, idOf(id))} prefetch={false} className="link">
        <bdi>{truncate(context.titleOf?.(id) || 'Linked page')}</bdi>
      </Link>
    ),
    <CantShowOf id={context.pageId} />,
  )
  return <Several compact={compact} items={items} between=", " />
}

/** An id out of an answer. @throws {TypeError} it is none */
function idOf(id: unknown): string {
  if (typeof id === 'string') return id
  throw new TypeError('not an id')
}

/** Said of any value of which the answer holds only the first part. Not in the SDK's types, but on the wire. */
const isCut = (value: object): boolean => 'has_more' in value && value.has_more === true

const More = ({ compact }: { compact: boolean }) => (
  <span className="text-dim"> {compact ? 'and more' : 'and more, which Notion did not send along'}</span>
)

/** What a table's cell leaves blank. */
function isEmpty(value: RollupItem | PropertyValue): boolean {
  switch (value.type) {
    case 'title':
      return plainText(value.title) === ''
    case 'rich_text':
      return plainText(value.rich_text) === ''
    case 'formula':
      return value.formula.type !== 'unsupported' && isNothing(Reflect.get(value.formula, value.formula.type))
    case 'rollup':
      return value.rollup.type === 'array'
        ? value.rollup.array.every(isEmpty)
        : (value.rollup.type === 'number' || value.rollup.type === 'date') &&
            isNothing(Reflect.get(value.rollup, value.rollup.type))
    case 'unique_id':
      return typeof value.unique_id?.number !== 'number'
    case 'button':
      return true
    default:
      // What a type of a later day holds is not known here.
      return Object.hasOwn(PROPERTIES, value.type) && isNothing(Reflect.get(value, value.type))
  }
}

/** {@link isEmpty}, where what can't be read is not: whoever draws it says so. */
function readsEmpty(value: RollupItem): boolean {
  try {
    return isEmpty(value)
  } catch {
    return false
  }
}

const isNothing = (content: unknown): boolean =>
  content === null ||
  content === undefined ||
  content === '' ||
  (Array.isArray(content) && content.length === 0)

function Formula({ value: { formula }, compact }: Shown<'formula'>) {
  switch (formula.type) {
    case 'string':
      return formula.string ? <Words text={formula.string} compact={compact} /> : <Empty compact={compact} />
    case 'number':
      return <Figure number={formula.number} compact={compact} />
    case 'boolean':
      return formula.boolean === null ? <Empty compact={compact} /> : <YesNo checked={formula.boolean} />
    case 'date':
      return formula.date ? <Moment date={formula.date} compact={compact} /> : <Empty compact={compact} />
    case 'unsupported':
      return <Unsupported what="formula’s result" />
    default:
      formula satisfies never
      return <Unsupported what="formula’s result" />
  }
}

function Rollup({ value: { rollup }, context, compact }: Shown<'rollup'>) {
  switch (rollup.type) {
    case 'number':
      return <Figure number={rollup.number} compact={compact} />
    case 'date':
      return rollup.date ? <Moment date={rollup.date} compact={compact} /> : <Empty compact={compact} />
    case 'array': {
      if (!Array.isArray(rollup.array)) throw new TypeError('not a list')
      // Values that are empty say nothing in a row of others; nothing but such is an empty rollup.
      const filled = rollup.array.filter((item: RollupItem) => !readsEmpty(item))
      if (filled.length === 0) return <Empty compact={compact} />
      const items = guardEach(
        filled,
        (item: RollupItem) => <Drawn value={item} context={context} compact={compact} />,
        <CantShowOf id={context.pageId} />,
      )
      return <Several compact={compact} items={items} between=", " />
    }
    case 'unsupported':
      return <Unsupported what="rollup’s result" />
    default:
      rollup satisfies never
      // `incomplete`, which Notion sends for a property of its own, and what comes later.
      return <span className="text-dim">Too much to sum up: Notion sent no result</span>
  }
}

function Figure({ number, format, compact }: { number: number | null; format?: string; compact: boolean }) {
  if (number !== null && typeof number !== 'number') throw new TypeError('no number')
  if (number === null) return <Empty compact={compact} />
  return <span className="figures">{formatNumber(number, format)}</span>
}

const EMAIL = /^[^\s@?&%#]+@[^\s@?&%#]+$/
const PHONE = /^\+?[\d\s().-]{3,30}$/

const VERIFIED = {
  verified: 'Verified',
  expired: 'Verification expired',
  unverified: 'Not verified',
} as const

/** How each type is drawn: one that a later SDK adds does not compile until it stands here. */
const PROPERTIES: { readonly [Type in PropertyType]: (shown: Shown<Type>) => ReactNode } = {
  title: ({ value, ...rest }) => <Text text={value.title} {...rest} />,
  rich_text: ({ value, ...rest }) => <Text text={value.rich_text} {...rest} />,
  number: ({ value, format, compact }) => (
    <Figure number={value.number} format={format ?? undefined} compact={compact} />
  ),
  select: ({ value, compact }) => <Tags options={value.select ? [value.select] : []} compact={compact} />,
  multi_select: ({ value, compact }) => <Tags options={value.multi_select} compact={compact} />,
  status: ({ value, compact }) => <Tags options={value.status ? [value.status] : []} compact={compact} />,
  date: ({ value, compact }) =>
    value.date ? <Moment date={value.date} compact={compact} /> : <Empty compact={compact} />,
  people: ({ value, compact }) =>
    value.people.length === 0 ? (
      <Empty compact={compact} />
    ) : (
      <Several
        compact={compact}
        between=", "
        items={guardEach(
          value.people,
          (person) => <Person person={person} compact={compact} />,
          <NotDisplayable />,
        )}
      />
    ),
  files: Files,
  checkbox: ({ value }) => <YesNo checked={value.checkbox} />,
  url: ({ value, context, compact }) =>
    value.url ? (
      <Outward
        href={ourHref(value.url, context.connectionId) ?? safeHref(value.url, ['https:', 'http:'])}
        text={value.url}
        compact={compact}
      />
    ) : (
      <Empty compact={compact} />
    ),
  email: ({ value: { email }, compact }) =>
    email ? (
      <Outward href={EMAIL.test(email) ? safeHref(`mailto:${email}`) : null} text={email} compact={compact} />
    ) : (
      <Empty compact={compact} />
    ),
  phone_number: ({ value: { phone_number: phone }, compact }) =>
    phone ? (
      <Outward
        href={PHONE.test(phone) ? safeHref(`tel:${phone.replace(/[^+\d]/g, '')}`) : null}
        text={phone}
        compact={compact}
      />
    ) : (
      <Empty compact={compact} />
    ),
  formula: Formula,
  relation: Relation,
  rollup: Rollup,
  created_time: ({ value }) => <RelativeTime at={new Date(value.created_time)} />,
  created_by: ({ value, compact }) => <Person person={value.created_by} compact={compact} />,
  last_edited_time: ({ value }) => <RelativeTime at={new Date(value.last_edited_time)} />,
  last_edited_by: ({ value, compact }) => <Person person={value.last_edited_by} compact={compact} />,
  unique_id: ({ value: { unique_id: id }, compact }) =>
    typeof id?.number !== 'number' ? (
      <Empty compact={compact} />
    ) : (
      <bdi className="figures">{id.prefix ? `${words(id.prefix)}-${id.number}` : id.number}</bdi>
    ),
  button: ({ compact }) => (compact ? null : <span className="text-dim">A button that works in Notion</span>),
  place: ({ value: { place }, compact }) => {
    if (!place) return <Empty compact={compact} />
    const named = [place.name, place.address].filter((part) => part).map(words)
    const text = named.join(', ') || `${words(place.lat)}, ${words(place.lon)}`
    return <Words text={text} compact={compact} />
  },
  verification: ({ value: { verification }, compact }) => {
    if (!verification) return <Empty compact={compact} />
    const { state, date, verified_by: by } = verification
    return (
      <>
        {VERIFIED[state] ?? 'Not known whether it is verified'}
        {by && (
          <span className="text-dim">
            {' by '}
            <Person person={by} compact />
          </span>
        )}
        {date && (
          <span className="text-dim">
            {', '}
            <Moment date={date} compact={compact} />
          </span>
        )}
      </>
    )
  },
}

function Drawn({
  value,
  ...rest
}: Omit<Shown<PropertyType>, 'value'> & { value: RollupItem | PropertyValue }) {
  if (typeof value.type !== 'string') throw new TypeError('no type')
  const draw = Object.hasOwn(PROPERTIES, value.type)
    ? // The value is of the very type by which its component is looked up.
      (PROPERTIES[value.type] as (shown: { value: RollupItem | PropertyValue } & typeof rest) => ReactNode)
    : null
  if (draw) return draw({ value, ...rest })
  return rest.compact ? null : <span className="text-dim">Shown in Notion only</span>
}

/** A property's value, whatever its type; a type of a later day is said to be one. */
export function PropertyView({
  value,
  context,
  format,
  compact = false,
}: {
  value: PropertyValue
  context: PropertyContext
  /** Notion's word for how the column formats its numbers, where it is known. */
  format?: string | null
  compact?: boolean
}) {
  return guard(
    () => (
      <>
        <Drawn value={value} context={context} format={format} compact={compact} />
        {isCut(value) && <More compact={compact} />}
      </>
    ),
    <CantShowOf id={context.pageId} />,
  )
}
