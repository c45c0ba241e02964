-- AlterTable
ALTER TABLE "Connection" ADD COLUMN "unsettledGeneration" INTEGER,
ADD COLUMN "answerLostAt" TIMESTAMPTZ(3),
ADD COLUMN "mintedAfter" TIMESTAMPTZ(3),
ADD COLUMN "mintedBefore" TIMESTAMPTZ(3);

-- Which generation an older mark belongs to is not known, so nothing may clear it.
UPDATE "Connection" SET "answerLostAt" = "unsettledSince", "unsettledGeneration" = "generation"
WHERE "unsettledSince" IS NOT NULL;

-- AlterTable
ALTER TABLE "PendingRevocation" ADD COLUMN "mintedAfter" TIMESTAMPTZ(3),
ADD COLUMN "mintedBefore" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "CodeExchange" (
    "id" TEXT NOT NULL,
    "userId" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lostAt" TIMESTAMPTZ(3),

    CONSTRAINT "CodeExchange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CodeExchange_userId_idx" ON "CodeExchange"("userId");

-- CreateIndex
CREATE INDEX "CodeExchange_startedAt_idx" ON "CodeExchange"("startedAt");
