export {
  closeDatabase,
  configuredLocation,
  connectDatabase,
  type Database,
  type DatabaseLocation,
  db,
  type OpenDatabase,
  openDatabase,
  Prisma,
  type Queryable,
  setDatabase,
  type Transaction,
} from './database'
export type { Connection as ConnectionRow } from './generated/client'
export { inIdempotentTransaction } from './idempotent-transaction'
export { driftFromMigrations, migrate, migrateOpen, missingMigrations } from './migrate'
export { inTransaction, withRetries } from './transaction'
