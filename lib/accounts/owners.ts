import { Prisma } from '../database'
import type { Owners } from '../token-vault'

/** Tells the token vault whose connections a user may open. */
export const owners: Owners = {
  personIdOf: (userId) => Prisma.sql`(SELECT u."notionPersonId" FROM "User" u WHERE u."id" = ${userId})`,
  hold: (userId) => Prisma.sql`SELECT 1 FROM "User" WHERE "id" = ${userId} FOR KEY SHARE`,
}
