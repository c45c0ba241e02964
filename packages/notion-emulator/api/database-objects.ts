import type { DatabaseObjectResponse } from '@notionhq/client'
import type { Emulator } from '../http/context'
import { hostOf } from '../http/host'
import { iconObject } from '../world/icons'
import { plain } from '../world/rich-text'
import type { WorldDataSource } from '../world/schema'
import { coverObject, databaseParent } from './page-objects'

/** Notion writes the times of databases and views to the millisecond, with an offset. */
export const exactTime = (time: string): string => time.replace('Z', '+00:00')

/** A database, from those of its data sources that a connection sees. */
export function databaseObject(
  emulator: Emulator,
  first: WorldDataSource,
  dataSources: readonly WorldDataSource[],
): DatabaseObjectResponse {
  const { database } = first
  const host = hostOf(emulator)
  return {
    object: 'database',
    id: database.id,
    title: plain(database.title),
    description: [...database.description],
    parent: databaseParent(first),
    is_inline: database.isInline,
    in_trash: false,
    archived: false,
    is_locked: database.isLocked,
    created_time: exactTime(database.createdAt),
    last_edited_time: exactTime(database.editedAt),
    data_sources: dataSources.map(({ id, title }) => ({ id, name: title })),
    icon: iconObject(database.icon, host),
    cover: coverObject(database.cover, host),
    url: host.page(database.id),
    public_url: null,
  }
}
