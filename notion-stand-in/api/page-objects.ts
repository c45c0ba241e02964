import type { DataSourceObjectResponse, PageObjectResponse, RichTextItemResponse } from '@notionhq/client'
import { type Host, hostOf } from '../files/host'
import type { StandIn } from '../server'
import type { PageProperties, Workspace, WorldCover, WorldPage } from '../world'
import { iconObject } from '../world-icons'

function richText(text: string): RichTextItemResponse[] {
  if (text === '') return []
  return [
    {
      type: 'text',
      text: { content: text, link: null },
      annotations: {
        bold: false,
        italic: false,
        strikethrough: false,
        underline: false,
        code: false,
        color: 'default',
      },
      plain_text: text,
      href: null,
    },
  ]
}

function coverObject(cover: WorldCover, host: Host): PageObjectResponse['cover'] {
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

function propertiesOf(page: WorldPage, isRow: boolean, host: Host): PageProperties {
  if (typeof page.properties === 'function') return page.properties(host)
  const name = isRow ? 'Name' : 'title'
  return page.properties ?? { [name]: { id: 'title', type: 'title', title: richText(page.title) } }
}

function parentOf(page: WorldPage, pages: readonly WorldPage[]): PageObjectResponse['parent'] {
  const parent = pages.find((one) => one.id === page.parentId)
  if (!parent) return { type: 'workspace', workspace: true }
  return parent.object === 'data_source'
    ? { type: 'data_source_id', data_source_id: parent.id, database_id: parent.databaseId ?? parent.id }
    : { type: 'page_id', page_id: parent.id }
}

export function pageObject(standIn: StandIn, workspace: Workspace, page: WorldPage): PageObjectResponse {
  const parent = parentOf(page, workspace.pages)
  const host = hostOf(standIn)
  return {
    object: 'page',
    ...common(page, host),
    is_archived: false,
    is_locked: false,
    parent,
    properties: propertiesOf(page, parent.type === 'data_source_id', host),
  }
}

export function dataSourceObject(standIn: StandIn, page: WorldPage): DataSourceObjectResponse {
  const databaseId = page.databaseId ?? page.id
  const host = hostOf(standIn)
  return {
    object: 'data_source',
    ...common(page, host),
    url: host.page(databaseId),
    title: richText(page.title),
    description: [],
    is_inline: false,
    parent: { type: 'database_id', database_id: databaseId },
    database_parent: { type: 'workspace', workspace: true },
    properties: { Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} } },
  }
}
