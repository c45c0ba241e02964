import type {
  GetPagePropertyResponse,
  PropertyItemListResponse,
  PropertyItemObjectResponse,
} from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notFound } from '../http/errors'
import { hostOf } from '../http/host'
import type { PageProperties } from '../world'
import { isDataSource, type PropertyValue, type ValueOf } from '../world/schema'
import type { Caller } from './bearer'
import { propertiesOf } from './page-objects'
import { matchesProperty, visibleValue } from './page-properties'
import { paginate } from './paginate'
import { requestedId } from './requested-object'

type Item = PropertyItemObjectResponse
type ListItem = Extract<ValueOf<'rollup'>['rollup'], { type: 'array' }>['array'][number]

/** The items of a value that is a list; null for a value that is one. */
function itemsOf(value: PropertyValue | (ListItem & { id: string })): Item[] | null {
  const common = { object: 'property_item' as const, id: value.id }
  switch (value.type) {
    case 'title':
      return value.title.map((title) => ({ ...common, type: 'title', title }))
    case 'rich_text':
      return value.rich_text.map((rich_text) => ({ ...common, type: 'rich_text', rich_text }))
    case 'people':
      // Groups are no users, and Notion names only users here.
      return value.people.flatMap((people) =>
        people.object === 'user' ? [{ ...common, type: 'people' as const, people }] : [],
      )
    case 'relation':
      return value.relation.map((relation) => ({ ...common, type: 'relation', relation }))
    case 'rollup':
      return value.rollup.type === 'array'
        ? value.rollup.array.flatMap((item) => {
            const one = { ...item, id: value.id }
            return itemsOf(one) ?? itemOf(one) ?? []
          })
        : []
    default:
      return null
  }
}

/** A value that is no list; null for one that is. */
function itemOf(value: PropertyValue | (ListItem & { id: string })): Item | null {
  switch (value.type) {
    case 'title':
    case 'rich_text':
    case 'people':
    case 'relation':
    case 'rollup':
      return null
    default:
      return { object: 'property_item', ...value }
  }
}

/** The rows that a rollup goes through, which travel as its items where it is no list itself. */
function related(
  values: PageProperties,
  rollup: ValueOf<'rollup'>,
  relationName: string | undefined,
): Item[] {
  if (rollup.rollup.type === 'unsupported' || relationName === undefined) return []
  const relation = values[relationName]
  return relation?.type === 'relation'
    ? relation.relation.map((one) => ({
        object: 'property_item',
        id: relation.id,
        type: 'relation',
        relation: one,
      }))
    : []
}

type Summary = PropertyItemListResponse['property_item']
type Between = { next_url: string | null; id: string }

/** What a list says of itself; a sum is not known before its last page. */
function summaryOf(value: PropertyValue, between: Between): Summary | null {
  switch (value.type) {
    case 'title':
      return { ...between, type: 'title', title: {} }
    case 'rich_text':
      return { ...between, type: 'rich_text', rich_text: {} }
    case 'people':
      return { ...between, type: 'people', people: {} }
    case 'relation':
      return { ...between, type: 'relation', relation: {} }
    case 'rollup': {
      const { rollup } = value
      if (rollup.type === 'array') return { ...between, type: 'rollup', rollup: { ...rollup, array: [] } }
      return {
        ...between,
        type: 'rollup',
        rollup:
          between.next_url === null || rollup.type === 'unsupported'
            ? rollup
            : { type: 'incomplete', incomplete: {}, function: rollup.function },
      }
    }
    default:
      return null
  }
}

function rollupRelation(emulator: Emulator, { workspace }: Caller, parentId: string | null, name: string) {
  const parent = parentId === null ? undefined : emulator.content.page(workspace, parentId)
  const column = parent && isDataSource(parent) ? parent.schema[name] : undefined
  return column?.type === 'rollup' ? column.rollup.relation_property_name : undefined
}

/** GET /v1/pages/{page_id}/properties/{property_id}: one value in full length, a long one in pages. */
export function propertyItems(c: Context<Env>, emulator: Emulator): Response {
  const asked = requestedId(c, emulator, 'read_content', 'page_id')
  if (asked instanceof Response) return asked
  const { asking, id } = asked
  const page = asking.reach.byId.get(id)
  if (page?.object !== 'page') return notFound(c, asking.bot, 'page', id)
  const host = hostOf(emulator)
  const inDataSource =
    page.parentId !== null && asking.reach.byId.get(page.parentId)?.object === 'data_source'
  const values = propertiesOf(page, inDataSource, host)
  const given = c.req.param('propertyId') ?? ''
  const [name, found] =
    Object.entries(values).find(([key, one]) => matchesProperty(given, { id: one.id, name: key })) ?? []
  if (name === undefined || !found) return notFound(c, asking.bot, 'property', given)
  const value = visibleValue(asking, found)
  const items =
    value.type === 'rollup' && value.rollup.type !== 'array'
      ? related(values, value, rollupRelation(emulator, asking, page.parentId, name))
      : itemsOf(value)
  const single = items === null ? itemOf(value) : null
  const requestId = c.get('requestId')
  if (single) return c.json({ ...(single satisfies GetPagePropertyResponse), request_id: requestId })
  const numbered = (items ?? []).map((item, index) => ({ id: `${value.id}.${index}`, item }))
  const list = paginate(c, numbered)
  if (list instanceof Response) return list
  const next = new URL(`${emulator.origin}/v1/pages/${page.id}/properties/${encodeURIComponent(value.id)}`)
  const pageSize = c.req.query('page_size')
  if (list.next_cursor !== null) next.searchParams.set('start_cursor', list.next_cursor)
  if (pageSize !== undefined) next.searchParams.set('page_size', pageSize)
  const summary = summaryOf(value, { id: value.id, next_url: list.has_more ? next.href : null })
  if (summary === null) throw new Error('a list without a summary')
  const body = {
    object: 'list',
    type: 'property_item',
    property_item: summary,
    ...list,
    results: list.results.map(({ item }) => item),
  } satisfies GetPagePropertyResponse
  return c.json({ ...body, request_id: requestId })
}
