import type { DataSourceObjectResponse, PageObjectResponse } from '@notionhq/client'
import type { Emulator } from '../http/context'
import { hostOf } from '../http/host'
import type { PageProperties, Workspace, WorldCover, WorldPage } from '../world'
import type { Host } from '../world/host'
import { iconObject } from '../world/icons'
import { plain } from '../world/rich-text'
import { isDataSource, type Schema } from '../world/schema'
import type { Caller } from './bearer'
import { visibleProperties } from './page-properties'

const TITLE_ONLY: Schema = {
  Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} },
}

export function coverObject(cover: WorldCover, host: Host): PageObjectResponse['cover'] {
  if (cover === null) return null
  return cover.type === 'file'
    ? { type: 'file', file: host.file(cover.name) }
    : { type: 'external', external: { url: cover.url } }
}

function common(page: WorldPage, host: Host) {
  const by = { object: 'user' as const, id: page.editedBy }
  return {
    id: page.id,
    created_time: page.createdAt,
    last_edited_time: page.editedAt,
    created_by: by,
    last_edited_by: by,
    cover: coverObject(page.cover ?? null, host),
    icon: iconObject(page.icon, host),
    in_trash: false,
    archived: false,
    url: host.page(page.id),
    public_url: null,
  }
}

/** All values of a page in full length. */
export function propertiesOf(page: WorldPage, isRow: boolean, host: Host): PageProperties {
  if (typeof page.properties === 'function') return page.properties(host)
  const name = isRow ? 'Name' : 'title'
  return page.properties ?? { [name]: { id: 'title', type: 'title', title: plain(page.title) } }
}

/** The parent of a page or database. Notion names it even when the parent was not shared. */
export function parentOf(
  { content }: Emulator,
  workspace: Workspace,
  page: WorldPage,
): PageObjectResponse['parent'] {
  if (page.parentBlockId !== undefined) return { type: 'block_id', block_id: page.parentBlockId }
  const parent = page.parentId === null ? undefined : content.page(workspace, page.parentId)
  if (!parent) return { type: 'workspace', workspace: true }
  return parent.object === 'data_source'
    ? { type: 'data_source_id', data_source_id: parent.id, database_id: parent.databaseId ?? parent.id }
    : { type: 'page_id', page_id: parent.id }
}

/** A page as this connection gets it; `wanted`: only these properties, by name or id. */
export function pageObject(
  emulator: Emulator,
  asking: Pick<Caller, 'bot' | 'workspace'>,
  page: WorldPage,
  wanted: readonly string[] = [],
): PageObjectResponse {
  const parent = parentOf(emulator, asking.workspace, page)
  const host = hostOf(emulator)
  const values = propertiesOf(page, parent.type === 'data_source_id', host)
  return {
    object: 'page',
    ...common(page, host),
    is_archived: false,
    is_locked: false,
    parent,
    properties: visibleProperties(asking, values, wanted),
  }
}

export function dataSourceObject(emulator: Emulator, page: WorldPage): DataSourceObjectResponse {
  const databaseId = page.databaseId ?? page.id
  const host = hostOf(emulator)
  const dataSource = isDataSource(page) ? page : null
  return {
    object: 'data_source',
    ...common(page, host),
    url: host.page(databaseId),
    title: plain(page.title),
    description: [...(dataSource?.description ?? [])],
    is_inline: dataSource?.database.isInline ?? false,
    parent: { type: 'database_id', database_id: databaseId },
    database_parent: databaseParent(page),
    // Narrower than what Notion sends: buttons, places and verifications are columns too.
    properties: { ...(dataSource?.schema ?? TITLE_ONLY) } as DataSourceObjectResponse['properties'],
  }
}

/** The parent of a data source's database. */
export const databaseParent = ({ parentId }: WorldPage): DataSourceObjectResponse['database_parent'] =>
  parentId === null ? { type: 'workspace', workspace: true } : { type: 'page_id', page_id: parentId }
