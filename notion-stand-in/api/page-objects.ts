import type { DataSourceObjectResponse, PageObjectResponse, RichTextItemResponse } from '@notionhq/client'
import type { StandIn } from '../server'
import type { Workspace, WorldPage } from '../world'
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

const address = (origin: string, id: string) => `${origin}/p/${id.replaceAll('-', '')}`

function common(page: WorldPage, origin: string) {
  const by = { object: 'user' as const, id: page.editedBy }
  return {
    id: page.id,
    created_time: page.createdAt,
    last_edited_time: page.editedAt,
    created_by: by,
    last_edited_by: by,
    cover: null,
    icon: iconObject(page.icon, origin),
    in_trash: false,
    archived: false,
    url: address(origin, page.id),
    public_url: null,
  }
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
  const name = parent.type === 'data_source_id' ? 'Name' : 'title'
  return {
    object: 'page',
    ...common(page, standIn.origin),
    is_archived: false,
    is_locked: false,
    parent,
    properties: { [name]: { id: 'title', type: 'title', title: richText(page.title) } },
  }
}

export function dataSourceObject(standIn: StandIn, page: WorldPage): DataSourceObjectResponse {
  const databaseId = page.databaseId ?? page.id
  return {
    object: 'data_source',
    ...common(page, standIn.origin),
    url: address(standIn.origin, databaseId),
    title: richText(page.title),
    description: [],
    is_inline: false,
    parent: { type: 'database_id', database_id: databaseId },
    database_parent: { type: 'workspace', workspace: true },
    properties: { Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} } },
  }
}
