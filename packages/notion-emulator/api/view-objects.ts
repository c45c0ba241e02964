import type { DataSourceViewObjectResponse } from '@notionhq/client'
import type { Emulator } from '../http/context'
import { hostOf } from '../http/host'
import type { PropertySchema, PropertyType, WorldDataSource, WorldView } from '../world/schema'
import { isDataSource } from '../world/schema'
import type { Caller } from './bearer'
import { exactTime } from './database-objects'

type Configuration = NonNullable<DataSourceViewObjectResponse['configuration']>

/** How many columns of a wide data source a view shows. */
const SHOWN = 12

function configurationOf({ type }: WorldView, { schema }: WorldDataSource): Configuration | null {
  const columns = Object.values(schema)
  const first = (...types: readonly PropertyType[]): PropertySchema | undefined =>
    columns.find((one) => types.includes(one.type))
  const properties = columns.map(({ id, name }, index) => ({
    property_id: id,
    property_name: name,
    visible: index < SHOWN,
  }))
  const date = first('date', 'created_time')
  const status = first('status')
  switch (type) {
    case 'table':
      return { type, properties, wrap_cells: false }
    case 'list':
      return { type, properties }
    case 'gallery':
      return { type, properties, cover: { type: 'page_cover' }, cover_size: 'medium' }
    case 'board':
      return status
        ? {
            type,
            properties,
            group_by: {
              type: 'status',
              property_id: status.id,
              property_name: status.name,
              group_by: 'option',
              sort: { type: 'manual' },
            },
          }
        : null
    case 'calendar':
      return date ? { type, properties, date_property_id: date.id, view_range: 'month' } : null
    case 'timeline':
      return date ? { type, properties, date_property_id: date.id } : null
    case 'map':
      return { type, properties, height: 'medium', map_by: first('place')?.id }
    case 'form':
      return { type, is_form_closed: false, submission_permissions: 'none' }
    case 'chart':
      return { type, chart_type: 'column', value: { aggregator: 'count' } }
    case 'dashboard':
      return { type, rows: [] }
    default:
      return type satisfies never
  }
}

export function viewObject(
  emulator: Emulator,
  dataSource: WorldDataSource,
  view: WorldView,
): DataSourceViewObjectResponse {
  const { id, name, type, filter, sorts, createdAt, editedAt, createdBy } = view
  const by = { object: 'user' as const, id: createdBy }
  return {
    object: 'view',
    id,
    parent: { type: 'database_id', database_id: dataSource.database.id },
    data_source_id: dataSource.id,
    name,
    type,
    created_time: exactTime(createdAt),
    last_edited_time: exactTime(editedAt),
    created_by: by,
    last_edited_by: by,
    url: `${hostOf(emulator).page(dataSource.database.id)}?v=${id.replaceAll('-', '')}`,
    // Either form of a filter has its own type; a stored one was written in one of them.
    filter: filter as DataSourceViewObjectResponse['filter'],
    sorts: sorts === null ? null : [...sorts],
    quick_filters: null,
    configuration: configurationOf(view, dataSource),
  }
}

/** A view that the caller sees, with its data source. */
export function seesView(
  { reach }: Caller,
  id: string,
): { readonly view: WorldView; readonly dataSource: WorldDataSource } | null {
  for (const dataSource of reach.pages.filter(isDataSource)) {
    const view = dataSource.views.find((one) => one.id === id)
    if (view) return { view, dataSource }
  }
  return null
}
