export {
  closeDatabase,
  configuredPlace,
  connectDatabase,
  type Database,
  type DatabasePlace,
  db,
  type OpenDatabase,
  openDatabase,
  Prisma,
  type Queryable,
  setDatabase,
  type Transaction,
} from './database'
export type { Connection as ConnectionRow } from './generated/client'
export { driftFromMigrations, migrate, migrateOpen, missingMigrations } from './migrate'
export { inRepeatableTransaction } from './repeatable'
export { inTransaction, retried } from './transaction'
