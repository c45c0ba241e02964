import { Check, Paperclip } from 'lucide'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { PropertyOf, PropertyType, PropertyValue } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { fileHref, httpHref, notionHref, pageHref, safeHref } from '@/lib/shared/urls'
import { Icon } from '../../ui/icon'
import { RelativeTime } from '../../ui/relative-time'
import { internalHref } from '../content-href'
import { guard, guardEach, NotDisplayableById, toText } from '../guard'
import { NotDisplayable } from '../not-displayable'
import { RichTextView } from '../rich-text'
import { DateRange } from './date-range'
import { formatNumber } from './format-number'
import { Person } from './person'
import { EmptyValue, ExternalLink, PlainText, Tag, truncate, ValueList } from './value-parts'

export interface PropertyContext {
  readonly connectionId: string
  /** The page that has the property; part of the URL of hosted files. */
  readonly pageId: string
  /** The title of a page, if it is cached. */
  readonly titleOf?: (id: string) => string | null
}

type RollupItem = Extract<PropertyOf<'rollup'>['rollup'], { type: 'array' }>['array'][number]
/** A value of a page, or an item of a rollup, which has no id. */
type ListedValue<Type extends PropertyType> = Omit<PropertyOf<Type>, 'id'> & { readonly id?: string }

interface PropertyProps<Type extends PropertyType> {
  readonly value: ListedValue<Type>
  readonly context: PropertyContext
  /** Notion's number format. */
  readonly format?: string | null
  /** On one line, truncated, for a table cell. */
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
  if (text.every((part) => part?.plain_text === '')) return <EmptyValue compact={compact} />
  // A cell is one line of fixed height: no images or equations, and only plain text can be truncated.
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
  if (options.length === 0) return <EmptyValue compact={compact} />
  return (
    <ValueList
      compact={compact}
      items={guardEach(options, ({ name, color }) => <Tag name={name} color={color} />, <NotDisplayable />)}
    />
  )
}

function CheckboxValue({ checked }: { checked: boolean }) {
  return (
    <>
      <span
        aria-hidden="true"
        className="inline-flex size-4 items-center justify-center rounded-[3px] border border-edge align-[-2px]"
      >
        {checked && <Icon icon={Check} size={12} strokeWidth={3} />}
      </span>
      <span className="sr-only">{checked ? 'Checked' : 'Not checked'}</span>
    </>
  )
}

const UnsupportedValue = ({ what }: { what: string }) => (
  <span className="text-dim">Notion doesn’t share this {what}</span>
)

function Files({ value, context, compact }: PropertyProps<'files'>) {
  const { files, id } = value
  if (files.length === 0) return <EmptyValue compact={compact} />
  const items = guardEach(
    files,
    (file, index) => {
      const hosted = file.type === 'file'
      const ref = `pages/${context.pageId}/properties/${encodeURIComponent(id ?? '')}/${index}`
      // A file in a rollup belongs to another page, so it has no URL here.
      const ours = id === undefined ? null : fileHref(context.connectionId, ref)
      const href = hosted ? ours : httpHref(file.external?.url)
      return (
        <span className={compact ? undefined : 'inline-flex max-w-full items-baseline gap-1.5'}>
          {!compact && <Icon icon={Paperclip} size={14} className="shrink-0 self-center text-dim" />}
          <ExternalLink href={href} text={file.name || 'Unnamed file'} compact={compact} />
        </span>
      )
    },
    <NotDisplayableById id={context.pageId} />,
  )
  return <ValueList compact={compact} items={items} between=", " />
}

function Relation({ value, context, compact }: PropertyProps<'relation'>) {
  if (value.relation.length === 0) return <EmptyValue compact={compact} />
  const items = guardEach(
    value.relation,
    ({ id }) => (
      <Link href={pageHref(context.connectionId, requireId(id))} prefetch={false} className="notion-link">
        <bdi>{truncate(context.titleOf?.(id) || 'Linked page')}</bdi>
      </Link>
    ),
    <NotDisplayableById id={context.pageId} />,
  )
  return <ValueList compact={compact} items={items} between=", " />
}

/** An id from a response. @throws {TypeError} it isn't a string */
function requireId(id: unknown): string {
  if (typeof id === 'string') return id
  throw new TypeError('not an id')
}

/** Whether the response has only the first part of a value. Notion sends this, but the SDK's types lack it. */
const isPartial = (value: object): boolean => 'has_more' in value && value.has_more === true

const More = ({ compact }: { compact: boolean }) => (
  <span className="text-dim"> {compact ? 'and more' : 'and more that Notion didn’t include'}</span>
)

/** Whether a value is empty, so that a table cell stays blank. */
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
      // An unknown type counts as not empty.
      return Object.hasOwn(PROPERTIES, value.type) && isNothing(Reflect.get(value, value.type))
  }
}

/** {@link isEmpty}, but an unreadable value counts as not empty, so that its error is shown. */
function isReadablyEmpty(value: RollupItem): boolean {
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

function Formula({ value: { formula }, compact }: PropertyProps<'formula'>) {
  switch (formula.type) {
    case 'string':
      return formula.string ? (
        <PlainText text={formula.string} compact={compact} />
      ) : (
        <EmptyValue compact={compact} />
      )
    case 'number':
      return <NumberValue number={formula.number} compact={compact} />
    case 'boolean':
      return formula.boolean === null ? (
        <EmptyValue compact={compact} />
      ) : (
        <CheckboxValue checked={formula.boolean} />
      )
    case 'date':
      return formula.date ? (
        <DateRange date={formula.date} compact={compact} />
      ) : (
        <EmptyValue compact={compact} />
      )
    case 'unsupported':
      return <UnsupportedValue what="formula’s result" />
    default:
      formula satisfies never
      return <UnsupportedValue what="formula’s result" />
  }
}

function Rollup({ value: { rollup }, context, compact }: PropertyProps<'rollup'>) {
  switch (rollup.type) {
    case 'number':
      return <NumberValue number={rollup.number} compact={compact} />
    case 'date':
      return rollup.date ? (
        <DateRange date={rollup.date} compact={compact} />
      ) : (
        <EmptyValue compact={compact} />
      )
    case 'array': {
      if (!Array.isArray(rollup.array)) throw new TypeError('not a list')
      // Empty items are left out. A rollup of only empty items is empty.
      const filled = rollup.array.filter((item: RollupItem) => !isReadablyEmpty(item))
      if (filled.length === 0) return <EmptyValue compact={compact} />
      const items = guardEach(
        filled,
        (item: RollupItem) => <KnownProperty value={item} context={context} compact={compact} />,
        <NotDisplayableById id={context.pageId} />,
      )
      return <ValueList compact={compact} items={items} between=", " />
    }
    case 'unsupported':
      return <UnsupportedValue what="rollup’s result" />
    default:
      rollup satisfies never
      // `incomplete`, which the SDK's types lack, and unknown types.
      return <span className="text-dim">Too many values: Notion returned no result</span>
  }
}

function NumberValue({
  number,
  format,
  compact,
}: {
  number: number | null
  format?: string
  compact: boolean
}) {
  if (number !== null && typeof number !== 'number') throw new TypeError('no number')
  if (number === null) return <EmptyValue compact={compact} />
  return <span className="tabular-nums">{formatNumber(number, format)}</span>
}

const EMAIL = /^[^\s@?&%#]+@[^\s@?&%#]+$/
const PHONE = /^\+?[\d\s().-]{3,30}$/

const VERIFIED = {
  verified: 'Verified',
  expired: 'Verification expired',
  unverified: 'Not verified',
} as const

/** The components by property type. A type that a new SDK adds doesn't compile until it is listed here. */
const PROPERTIES: { readonly [Type in PropertyType]: (shown: PropertyProps<Type>) => ReactNode } = {
  title: ({ value, ...rest }) => <Text text={value.title} {...rest} />,
  rich_text: ({ value, ...rest }) => <Text text={value.rich_text} {...rest} />,
  number: ({ value, format, compact }) => (
    <NumberValue number={value.number} format={format ?? undefined} compact={compact} />
  ),
  select: ({ value, compact }) => <Tags options={value.select ? [value.select] : []} compact={compact} />,
  multi_select: ({ value, compact }) => <Tags options={value.multi_select} compact={compact} />,
  status: ({ value, compact }) => <Tags options={value.status ? [value.status] : []} compact={compact} />,
  date: ({ value, compact }) =>
    value.date ? <DateRange date={value.date} compact={compact} /> : <EmptyValue compact={compact} />,
  people: ({ value, compact }) =>
    value.people.length === 0 ? (
      <EmptyValue compact={compact} />
    ) : (
      <ValueList
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
  checkbox: ({ value }) => <CheckboxValue checked={value.checkbox} />,
  url: ({ value, context, compact }) =>
    value.url ? (
      <ExternalLink
        href={internalHref(value.url, context.connectionId) ?? httpHref(value.url)}
        text={value.url}
        compact={compact}
      />
    ) : (
      <EmptyValue compact={compact} />
    ),
  email: ({ value: { email }, compact }) =>
    email ? (
      <ExternalLink
        href={EMAIL.test(email) ? safeHref(`mailto:${email}`) : null}
        text={email}
        compact={compact}
      />
    ) : (
      <EmptyValue compact={compact} />
    ),
  phone_number: ({ value: { phone_number: phone }, compact }) =>
    phone ? (
      <ExternalLink
        href={PHONE.test(phone) ? safeHref(`tel:${phone.replace(/[^+\d]/g, '')}`) : null}
        text={phone}
        compact={compact}
      />
    ) : (
      <EmptyValue compact={compact} />
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
      <EmptyValue compact={compact} />
    ) : (
      <bdi className="tabular-nums">{id.prefix ? `${toText(id.prefix)}-${id.number}` : id.number}</bdi>
    ),
  button: ({ compact }) => (compact ? null : <span className="text-dim">A button that works in Notion</span>),
  place: ({ value: { place }, compact }) => {
    if (!place) return <EmptyValue compact={compact} />
    const named = [place.name, place.address].filter((part) => part).map(toText)
    const text = named.join(', ') || `${toText(place.lat)}, ${toText(place.lon)}`
    return <PlainText text={text} compact={compact} />
  },
  verification: ({ value: { verification }, compact }) => {
    if (!verification) return <EmptyValue compact={compact} />
    const { state, date, verified_by: by } = verification
    return (
      <>
        {VERIFIED[state] ?? 'Verification status unknown'}
        {by && (
          <span className="text-dim">
            {' by '}
            <Person person={by} compact />
          </span>
        )}
        {date && (
          <span className="text-dim">
            {', '}
            <DateRange date={date} compact={compact} />
          </span>
        )}
      </>
    )
  },
}

function KnownProperty({
  value,
  ...rest
}: Omit<PropertyProps<PropertyType>, 'value'> & { value: RollupItem | PropertyValue }) {
  if (typeof value.type !== 'string') throw new TypeError('no type')
  const draw = Object.hasOwn(PROPERTIES, value.type)
    ? // TypeScript can't relate the component to the type it is looked up by.
      (PROPERTIES[value.type] as (shown: { value: RollupItem | PropertyValue } & typeof rest) => ReactNode)
    : null
  if (draw) return draw({ value, ...rest })
  return rest.compact ? null : <span className="text-dim">Shown in Notion only</span>
}

/** A property value of any type, also of one that this app doesn't know. */
export function PropertyView({
  value,
  context,
  format,
  compact = false,
}: {
  value: PropertyValue
  context: PropertyContext
  /** Notion's number format, if known. */
  format?: string | null
  compact?: boolean
}) {
  return guard(
    () => (
      <>
        <KnownProperty value={value} context={context} format={format} compact={compact} />
        {isPartial(value) && <More compact={compact} />}
      </>
    ),
    <NotDisplayableById id={context.pageId} />,
  )
}
