-- The hash of a session's cookie is keyed from now on, so no session of before can be found again: they end here.
DELETE FROM "Session";

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "seal" TEXT NOT NULL DEFAULT '';
