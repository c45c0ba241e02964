DROP INDEX "Activity_userId_at_idx";

ALTER TABLE "PendingRevocation" ADD COLUMN     "receiptId" TEXT;

ALTER TABLE "User" ADD COLUMN     "avatarUrl" TEXT;

CREATE TABLE "RevocationReceipt" (
    "id" TEXT NOT NULL,
    "connections" INTEGER NOT NULL,
    "tokens" INTEGER NOT NULL,
    "confirmed" INTEGER NOT NULL DEFAULT 0,
    "notProvable" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastConfirmedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RevocationReceipt_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "RevocationReceipt_expiresAt_idx" ON "RevocationReceipt"("expiresAt");

CREATE INDEX "Activity_userId_at_id_idx" ON "Activity"("userId", "at" DESC, "id" DESC);

CREATE INDEX "Activity_userId_kind_at_id_idx" ON "Activity"("userId", "kind", "at" DESC, "id" DESC);

CREATE INDEX "Activity_userId_connectionId_kind_at_id_idx" ON "Activity"("userId", "connectionId", "kind", "at" DESC, "id" DESC);

CREATE INDEX "PendingRevocation_receiptId_idx" ON "PendingRevocation"("receiptId");
