import type { RichTextItemResponse } from '@notionhq/client'
import type { PageProperties } from '../world'
import type { PropertyValue, ValueOf } from '../world/schema'
import type { Caller } from './bearer'
import { userValue } from './user-objects'

/** How many items of one value travel inside a page; the others are asked for by property. */
const MAX_VALUE_ITEMS = 25

type Viewer = Pick<Caller, 'bot' | 'workspace'>
type UserValue = ValueOf<'created_by'>['created_by']
type Person = ValueOf<'people'>['people'][number]
type ListItem = Extract<ValueOf<'rollup'>['rollup'], { type: 'array' }>['array'][number]

const visiblePerson = (asking: Viewer, person: Person): Person =>
  person.object === 'user' ? userValue(asking, person.id) : person

const visibleUser = (asking: Viewer, user: UserValue): UserValue => userValue(asking, user.id)

/** A text in which the persons named are shown as far as the connection may know them. */
export const visibleText = (asking: Viewer, items: readonly RichTextItemResponse[]): RichTextItemResponse[] =>
  items.map((item) =>
    item.type === 'mention' && item.mention.type === 'user'
      ? { ...item, mention: { type: 'user', user: userValue(asking, item.mention.user.id) } }
      : item,
  )

function visibleItem<Value extends ListItem | PropertyValue>(asking: Viewer, value: Value): Value {
  switch (value.type) {
    case 'people':
      return { ...value, people: value.people.map((person) => visiblePerson(asking, person)) }
    case 'created_by':
      return { ...value, created_by: visibleUser(asking, value.created_by) }
    case 'last_edited_by':
      return { ...value, last_edited_by: visibleUser(asking, value.last_edited_by) }
    case 'title':
      return { ...value, title: visibleText(asking, value.title) }
    case 'rich_text':
      return { ...value, rich_text: visibleText(asking, value.rich_text) }
    case 'verification': {
      const by = value.verification?.verified_by
      return by
        ? { ...value, verification: { ...value.verification, verified_by: visibleUser(asking, by) } }
        : value
    }
    default:
      return value
  }
}

/** One value in full length, as this connection may see it. */
export function visibleValue(asking: Viewer, value: PropertyValue): PropertyValue {
  if (value.type !== 'rollup' || value.rollup.type !== 'array') return visibleItem(asking, value)
  const array = value.rollup.array.map((item) => visibleItem(asking, item))
  return { ...value, rollup: { ...value.rollup, array } }
}

/** A value as long as it travels inside a page. */
function shortened(value: PropertyValue): PropertyValue {
  switch (value.type) {
    case 'title':
      return { ...value, title: value.title.slice(0, MAX_VALUE_ITEMS) }
    case 'rich_text':
      return { ...value, rich_text: value.rich_text.slice(0, MAX_VALUE_ITEMS) }
    case 'people':
      return { ...value, people: value.people.slice(0, MAX_VALUE_ITEMS) }
    case 'relation': {
      // Notion says so of relations alone; the SDK's type leaves it out.
      const cut = { ...value, has_more: value.relation.length > MAX_VALUE_ITEMS }
      return { ...cut, relation: value.relation.slice(0, MAX_VALUE_ITEMS) }
    }
    case 'rollup':
      return value.rollup.type === 'array'
        ? { ...value, rollup: { ...value.rollup, array: value.rollup.array.slice(0, MAX_VALUE_ITEMS) } }
        : value
    default:
      return value
  }
}

/** Whether a request means this property: by its name, or by its id, percent-encoded or not. */
export function matchesProperty(
  given: string,
  { id, name }: { readonly id: string; readonly name: string },
): boolean {
  return given === name || given === id || given === decoded(id) || decoded(given) === id
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** A page's properties as this connection gets them; `wanted`: only these, by name or id. */
export function visibleProperties(
  asking: Viewer,
  values: PageProperties,
  wanted: readonly string[] = [],
): PageProperties {
  const shown: Record<string, PropertyValue> = {}
  for (const [name, value] of Object.entries(values))
    if (wanted.length === 0 || wanted.some((one) => matchesProperty(one, { id: value.id, name })))
      shown[name] = visibleValue(asking, shortened(value))
  return shown
}
