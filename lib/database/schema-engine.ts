import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'

const PACKAGE = '@prisma/schema-engine-wasm'

type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg')

let loaded: Promise<Bindings> | undefined

/** Loads the engine once per process, because the bindings keep views into the memory of their first instance. */
async function load(): Promise<Bindings> {
  // Resolved at run time, because only commands migrate and the app's bundle must not contain the engine.
  const file = createRequire(join(process.cwd(), 'package.json')).resolve(`${PACKAGE}/schema_engine_bg`)
  const bindings: Bindings = await import(/* turbopackIgnore: true */ pathToFileURL(file).href)
  const bytes = readFileSync(file.replace(/\.js$/, '.wasm'))
  const instance = await WebAssembly.instantiate(await WebAssembly.compile(new Uint8Array(bytes)), {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  })
  const { __wbg_set_wasm: bind } = bindings as unknown as {
    __wbg_set_wasm(exports: WebAssembly.Exports): void
  }
  bind(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start === 'function') start()
  return bindings
}

/**
 * Prisma's own schema engine as WebAssembly: the same engine and `_prisma_migrations` table as `prisma migrate`, without
 * the binary that Prisma's CLI downloads. Node 20 can't import .wasm modules, so it is instantiated by hand.
 */
export async function schemaEngine(
  adapters: SqlMigrationAwareDriverAdapterFactory,
  datamodel: string,
): Promise<SchemaEngine> {
  loaded ??= load()
  const { SchemaEngine } = await loaded
  return SchemaEngine.new(
    { datamodels: [['schema.prisma', datamodel]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapters),
  )
}
