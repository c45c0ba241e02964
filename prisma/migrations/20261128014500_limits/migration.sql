CREATE TABLE "SpentState" (
    "id" TEXT NOT NULL,
    "spentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SpentState_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "SpentState_spentAt_idx" ON "SpentState"("spentAt");

CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

CREATE INDEX "RateLimit_expire_idx" ON "RateLimit"("expire");

CREATE INDEX "Activity_at_idx" ON "Activity"("at");
