import type { DataSourceObjectResponse, PageObjectResponse, RichTextItemResponse } from '@notionhq/client'
import type { WorldCover, WorldIcon, WorldPage } from './types'

export type PropertyValue = PageObjectResponse['properties'][string]
export type PropertyType = PropertyValue['type']
export type ValueOf<Type extends PropertyType> = Extract<PropertyValue, { type: Type }>

/** Notion describes these columns like all others; the SDK's type of a schema leaves them out. */
type UntypedSchema = { id: string; name: string; description: string | null } & (
  | { type: 'button'; button: Record<string, never> }
  | { type: 'place'; place: Record<string, never> }
  | { type: 'verification'; verification: Record<string, never> }
)
export type PropertySchema = DataSourceObjectResponse['properties'][string] | UntypedSchema
export type SchemaOf<Type extends PropertyType> = Extract<PropertySchema, { type: Type }>
export type Schema = Readonly<Record<string, PropertySchema>>

export type ViewType =
  | 'table'
  | 'board'
  | 'list'
  | 'calendar'
  | 'timeline'
  | 'gallery'
  | 'form'
  | 'chart'
  | 'map'
  | 'dashboard'

export interface WorldView {
  readonly id: string
  readonly name: string
  readonly type: ViewType
  /** As the body of a query carries them. */
  readonly filter: Record<string, unknown> | null
  readonly sorts: readonly ViewSort[] | null
  readonly createdAt: string
  readonly editedAt: string
  readonly createdBy: string
}

export type ViewSort =
  | { readonly property: string; readonly direction: 'ascending' | 'descending' }
  | {
      readonly timestamp: 'created_time' | 'last_edited_time'
      readonly direction: 'ascending' | 'descending'
    }

/** What holds one data source or several. */
export interface WorldDatabase {
  readonly id: string
  readonly title: string
  readonly description: readonly RichTextItemResponse[]
  readonly icon: WorldIcon
  readonly cover: WorldCover
  readonly isInline: boolean
  readonly isLocked: boolean
  readonly createdAt: string
  readonly editedAt: string
}

/** A data source: columns, views and templates. Its rows are the pages that name it as their parent. */
export interface WorldDataSource extends WorldPage {
  readonly object: 'data_source'
  readonly database: WorldDatabase
  readonly description: readonly RichTextItemResponse[]
  readonly schema: Schema
  readonly views: readonly WorldView[]
  readonly templates: readonly { readonly id: string; readonly name: string; readonly isDefault: boolean }[]
}

/** Tells data sources from the pages and rows in the same list. */
export const isDataSource = (page: WorldPage): page is WorldDataSource => 'schema' in page
