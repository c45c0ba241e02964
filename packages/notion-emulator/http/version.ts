import type { Context } from 'hono'
import type { Env } from './context'

/** Versions of the API that the emulator speaks. */
export const NOTION_VERSIONS = new Set(['2022-06-28', '2025-09-03', '2026-03-11'])

/** The first version in which a database holds data sources. */
export const DATA_SOURCE_VERSION = '2025-09-03'

export const knowsDataSources = (c: Context<Env>): boolean =>
  (c.req.header('notion-version') ?? '') >= DATA_SOURCE_VERSION
