import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notFound, restricted, unknownRoute } from '../http/errors'
import { knowsDataSources } from '../http/version'
import { isDataSource, type WorldDataSource } from '../world/schema'
import { type Caller, caller } from './bearer'
import { notAnId, uuid } from './ids'

export interface RequestedId {
  readonly asking: Caller
  readonly id: string
}

/** Who asks, with the capability for it, and the id in the path; or the error to answer with. */
export function requestedId(
  c: Context<Env>,
  emulator: Emulator,
  capability: string,
  parameter: 'page_id' | 'data_source_id' | 'database_id' | 'view_id' | 'comment_id',
): RequestedId | Response {
  const asking = caller(c, emulator)
  if (asking instanceof Response) return asking
  const given = c.req.param('id') ?? ''
  const id = uuid(given)
  if (id === null) return notAnId(c, parameter, given)
  if (!asking.bot.scopes.includes(capability)) return restricted(c)
  return { asking, id }
}

/** The data source of this id, if the caller sees it. */
export const visibleDataSource = ({ reach }: Caller, id: string): WorldDataSource | null => {
  const found = reach.byId.get(id)
  return found && isDataSource(found) ? found : null
}

/** The data sources of a database that the caller sees, in their order. */
export const visibleDataSourcesOf = ({ reach }: Caller, id: string): WorldDataSource[] =>
  reach.pages.filter(isDataSource).filter((one) => one.database.id === id)

/** The data source that a request names in its path, or the error to answer with. */
export function requestedDataSource(
  c: Context<Env>,
  emulator: Emulator,
): { asking: Caller; dataSource: WorldDataSource } | Response {
  // Versions from before data sources do not have this route.
  if (c.req.header('notion-version') && !knowsDataSources(c)) return unknownRoute(c)
  const asked = requestedId(c, emulator, 'read_content', 'data_source_id')
  if (asked instanceof Response) return asked
  const dataSource = visibleDataSource(asked.asking, asked.id)
  return dataSource
    ? { asking: asked.asking, dataSource }
    : notFound(c, asked.asking.bot, 'data source', asked.id)
}
