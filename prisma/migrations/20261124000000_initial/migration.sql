CREATE TYPE "ConnectionState" AS ENUM ('active', 'reconnect_required');


CREATE TYPE "TokenUse" AS ENUM ('access', 'refresh');


CREATE TYPE "RevocationStatus" AS ENUM ('waiting', 'asked', 'not_provable');


CREATE TYPE "IntentPurpose" AS ENUM ('connect', 'reconnect', 'change_pages');


CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "notionPersonId" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "emailVerified" TIMESTAMPTZ(3),
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);


CREATE TABLE "Account" (
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("provider","providerAccountId")
);


CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "absoluteExpires" TIMESTAMPTZ(3) NOT NULL,
    "userAgent" TEXT,
    "ipPrefix" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);


CREATE TABLE "Connection" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "workspaceName" TEXT,
    "workspaceIcon" TEXT,
    "ownerPersonId" TEXT NOT NULL,
    "duplicatedTemplateId" TEXT,
    "pairId" TEXT NOT NULL,
    "sealedAccessToken" TEXT NOT NULL,
    "sealedRefreshToken" TEXT,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "state" "ConnectionState" NOT NULL DEFAULT 'active',
    "stateReason" TEXT,
    "leaseHolder" TEXT,
    "leaseExpiresAt" TIMESTAMPTZ(3),
    "unsettledSince" TIMESTAMPTZ(3),
    "refreshNotBefore" TIMESTAMPTZ(3),
    "connectedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refreshedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);


CREATE TABLE "PendingRevocation" (
    "id" TEXT NOT NULL,
    "botId" TEXT,
    "pairId" TEXT NOT NULL,
    "use" "TokenUse" NOT NULL,
    "sealedToken" TEXT,
    "reason" TEXT NOT NULL,
    "status" "RevocationStatus" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "notBefore" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimedUntil" TIMESTAMPTZ(3),
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "userId" TEXT,
    "connectionId" TEXT,
    "workspaceName" TEXT,

    CONSTRAINT "PendingRevocation_pkey" PRIMARY KEY ("id")
);


CREATE TABLE "ConnectIntent" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "purpose" "IntentPurpose" NOT NULL,
    "connectionId" TEXT,
    "returnTo" TEXT NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConnectIntent_pkey" PRIMARY KEY ("id")
);


CREATE TABLE "Activity" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "connectionId" TEXT,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("id")
);


CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "notionOrigin" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "keyChecks" JSONB NOT NULL DEFAULT '{}',
    "touchedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);


CREATE UNIQUE INDEX "User_notionPersonId_key" ON "User"("notionPersonId");


CREATE INDEX "Account_userId_idx" ON "Account"("userId");


CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");


CREATE INDEX "Session_userId_idx" ON "Session"("userId");


CREATE INDEX "Session_absoluteExpires_idx" ON "Session"("absoluteExpires");


CREATE UNIQUE INDEX "Connection_botId_key" ON "Connection"("botId");


CREATE UNIQUE INDEX "Connection_userId_workspaceId_key" ON "Connection"("userId", "workspaceId");


CREATE INDEX "PendingRevocation_notBefore_idx" ON "PendingRevocation"("notBefore");


CREATE INDEX "PendingRevocation_botId_idx" ON "PendingRevocation"("botId");


CREATE INDEX "PendingRevocation_userId_idx" ON "PendingRevocation"("userId");


CREATE INDEX "PendingRevocation_connectionId_idx" ON "PendingRevocation"("connectionId");


CREATE UNIQUE INDEX "PendingRevocation_pairId_use_key" ON "PendingRevocation"("pairId", "use");


CREATE INDEX "ConnectIntent_userId_idx" ON "ConnectIntent"("userId");


CREATE INDEX "ConnectIntent_expiresAt_idx" ON "ConnectIntent"("expiresAt");


CREATE INDEX "Activity_userId_at_idx" ON "Activity"("userId", "at" DESC);


ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "Connection" ADD CONSTRAINT "Connection_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "ConnectIntent" ADD CONSTRAINT "ConnectIntent_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "Activity" ADD CONSTRAINT "Activity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
