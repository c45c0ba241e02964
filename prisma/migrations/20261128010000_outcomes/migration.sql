-- CreateEnum
CREATE TYPE "FormOutcome" AS ENUM ('in_progress', 'done', 'not_done', 'unknown');

-- AlterTable: rows from before were written before their request was sent, so their outcome is not known.
ALTER TABLE "SentForm" ADD COLUMN "outcome" "FormOutcome" NOT NULL DEFAULT 'unknown',
ADD COLUMN "claim" TEXT,
ADD COLUMN "claimedUntil" TIMESTAMPTZ(3),
ADD COLUMN "requestSent" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "detail" JSONB NOT NULL DEFAULT '{}';

ALTER TABLE "SentForm" ALTER COLUMN "outcome" SET DEFAULT 'in_progress';

-- AlterTable
ALTER TABLE "ConnectIntent" ADD COLUMN "workspaceId" TEXT;

-- AlterTable
ALTER TABLE "PendingRevocation" ADD COLUMN "workspaceId" TEXT;
