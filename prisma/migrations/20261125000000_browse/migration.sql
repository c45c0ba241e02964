ALTER TABLE "Connection" ADD COLUMN "readsForgottenAt" TIMESTAMPTZ(3);

CREATE TABLE "SentForm" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SentForm_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "SentForm_userId_idx" ON "SentForm"("userId");

ALTER TABLE "SentForm" ADD CONSTRAINT "SentForm_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
