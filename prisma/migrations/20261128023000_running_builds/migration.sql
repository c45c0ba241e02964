-- Which builds the running processes of this database are of: two at a time are a deployment that stopped half-way.
CREATE TABLE "RunningProcess" (
    "id" TEXT NOT NULL,
    "build" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RunningProcess_pkey" PRIMARY KEY ("id")
);
